"""Products."""

from tests.grafana.rules.case import Case

WITHOUT_PRICE = "orion_products_without_price"

CASES = (
    Case(
        "OrionProductsWithoutPrice",
        fires={WITHOUT_PRICE: 3},
        quiet={WITHOUT_PRICE: 0},
        values=("3", "0"),
        neglect=True,
        summary="Products of vendor {vendor} have no price",
        says="{value} products of vendor {vendor} on {platform} have no price.",
    ),
)
