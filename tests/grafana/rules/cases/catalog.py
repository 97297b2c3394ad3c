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
        summary="Vendor {vendor} has products without a price",
        says="Vendor {vendor} has {value} products without a price on {platform}.",
    ),
)
