"""Makes a django-oscar shop by its own migrations and factories, the same each time; run as a script by `oscar`.

Three sites, a dozen partners of whom two have one name and one is deleted, customers and guests, 500 orders in three
currencies. Each change is made by Oscar's own code, at the time that `clock` shows, up to `oscar.NOW`. With `--empty`,
only the tables are made.
"""

import gc
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import django
from django.utils import timezone

from tests.support.other_shops.oscar import NOW, ORDERS


@dataclass(slots=True)
class Clock:
    """What Django takes for the present."""

    shows: datetime = NOW - timedelta(days=400)

    def __call__(self) -> datetime:
        return self.shows


gc.disable()  # the process is short, and migrations make models by the thousand
clock = Clock()
# Oscar's modules copy the function, so it is replaced before they are loaded.
timezone.now = clock
django.setup()

from django.contrib.flatpages.models import FlatPage  # noqa: E402 - the models exist after setup()
from django.contrib.sites.models import Site  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from oscar.apps.partner.strategy import FixedRateTax, StockRequired, Structured  # noqa: E402
from oscar.apps.shipping.methods import FixedPrice  # noqa: E402
from oscar.core.loading import get_class, get_model  # noqa: E402
from oscar.test import factories  # noqa: E402

from tests.support.other_shops.oscar_orders import pay_otherwise, process, ship_later  # noqa: E402

SITES = ("shop.example", "books.example", "outlet.example")
PARTNERS = (
    ("Meyer & Söhne", "EUR"),
    ("Meyer & Söhne", "EUR"),
    ("Gardners", "GBP"),
    ("L'Éditeur", "EUR"),
    ("Nuts & Bolts", "GBP"),
    ("Ångström AB", "EUR"),
    ("Sunset Books", "USD"),
    ("Penny's", "GBP"),
    ("Bay Area Press", "USD"),
    ("Highland Mill", "GBP"),
    ("Closed Ltd", "GBP"),
    ("Newcomer", "EUR"),
)
CURRENCIES = ("GBP", "EUR", "USD")
CLOSED, NEWCOMER = "Closed Ltd", "Newcomer"
BASKETS = (
    # hours ago, status
    (24 * 31, "Open"),
    (30, "Frozen"),
    (2, "Open"),
    (0.5, "Open"),
    (0.5, "Frozen"),
    (0.5, "Saved"),
    (0.5, "Merged"),
)
SHIPPING = FixedPrice(Decimal("4.00"), Decimal("4.80"))

chance = random.Random(1)  # noqa: S311 - the same data each time


class Chosen(FixedRateTax, StockRequired, Structured):  # type: ignore[misc]  # Oscar has no types
    """Sells each product from the stock record that is chosen for it, with value-added tax."""

    rate = Decimal("0.20")
    exponent = Decimal("0.01")

    def __init__(self, records: Iterable[Any]) -> None:
        super().__init__()
        self.records = {record.product_id: record for record in records}

    def select_stockrecord(self, product: Any) -> Any:
        return self.records[product.pk]


@dataclass(slots=True)
class Shop:
    """What there is to sell, who sells it, and who buys it."""

    sites: list[Any] = field(default_factory=list)
    partners: list[tuple[Any, str]] = field(default_factory=list)
    customers: list[Any] = field(default_factory=list)
    records: dict[str, list[Any]] = field(default_factory=lambda: {currency: [] for currency in CURRENCIES})


def create_sites(shop: Shop) -> None:
    """Name the site that the migrations create, and add others; each page is on some of them."""
    Site.objects.filter(pk=1).update(domain=SITES[0], name="Shop")
    for domain in SITES[1:]:
        Site.objects.create(domain=domain, name=domain.partition(".")[0].title())
    shop.sites = list(Site.objects.order_by("pk"))
    for title, sites in (("Terms", shop.sites), ("About", shop.sites[:2]), ("Sale", shop.sites[2:]), ("Unused", ())):
        FlatPage.objects.create(url=f"/{title.lower()}/", title=title).sites.set(sites)


def create_people(shop: Shop) -> None:
    """Create customers of whom some are inactive, the staff, and partners, most with a user or two."""
    for number in range(80):
        clock.shows += timedelta(hours=7)
        shop.customers.append(factories.UserFactory(is_active=number % 9 != 0, is_staff=number in {0, 1}))
    for number, (name, currency) in enumerate(PARTNERS):
        clock.shows += timedelta(hours=7)
        users = [factories.UserFactory(is_active=number + each != 5) for each in range(number % 3)]
        shop.partners.append((factories.PartnerFactory(name=name, users=users), currency))


def create_products(shop: Shop) -> None:
    """Create books, e-books whose stock is not tracked, and clothes whose sizes are children; some are not public."""
    books = factories.ProductClassFactory(name="Books")
    ebooks = factories.ProductClassFactory(name="E-books", requires_shipping=False, track_stock=False)
    clothes = factories.ProductClassFactory(name="Clothes")
    for number in range(90):
        clock.shows += timedelta(hours=2)
        options = {"product_class": ebooks if number % 5 == 0 else books, "is_public": number % 11 != 0}
        offer(shop, product(number, **options), tracked=number % 5 != 0)
    for number in range(8):
        clock.shows += timedelta(hours=2)
        parent = product(100 + number, product_class=clothes, structure="parent", is_public=number != 3)
        for size in range(3):
            child = product(200 + 10 * number + size, parent=parent, structure="child", product_class=None)
            offer(shop, child, tracked=True)


def product(number: int, **options: Any) -> Any:
    """Create a product without stock, some with pictures."""
    options |= {"stockrecords": None, "categories": None, "upc": f"upc{number}", "title": f"Thing {number}"}
    made = factories.ProductFactory(**options)
    for _ in range(number % 3 if number < 60 else 0):
        factories.create_product_image(product=made, original=f"images/products/{number}.jpg")
    return made


def offer(shop: Shop, made: Any, *, tracked: bool) -> None:
    """Let up to three partners offer a product, each at another price, and mostly in the partner's own currency.

    A few have no price, some are free; half have no threshold; what is not tracked has no number in stock, but may
    have a threshold.
    """
    sellers = [each for each in shop.partners if each[0].name != NEWCOMER]
    for partner, usual in chance.sample(sellers, chance.choice((0, 1, 1, 2, 2, 3))):
        currency = usual if chance.random() < 0.85 else chance.choice(CURRENCIES)
        price = chance.choice((None, "0.00", *(f"{chance.randint(99, 9999) / 100:.2f}" for _ in range(10))))
        counted = None if chance.random() < 0.03 else chance.choice((0, 1, 3, 8, 20, 60, 100))
        record = factories.StockRecordFactory(
            product=made,
            partner=partner,
            price_currency=currency,
            price=price and Decimal(price),
            num_in_stock=counted if tracked else None,
            low_stock_threshold=chance.choice((None, None, 2, 5, 10, 25)),
        )
        if price is not None and (counted is not None or not tracked):
            shop.records[currency].append(record)


def place(shop: Shop, number: int) -> Any:
    """Place an order of up to four lines, by a customer or a guest, at the time that the clock shows."""
    basket = factories.BasketFactory()
    basket.strategy = Chosen(chance.sample(shop.records[chance.choice(CURRENCIES)], chance.choice((1, 1, 2, 3, 4))))
    for record in basket.strategy.records.values():
        basket.add_product(record.product, chance.choice((1, 1, 1, 2, 5)))
    user = None if chance.random() < 0.25 else chance.choice(shop.customers[:60])
    if chance.random() < 0.2:
        get_class("offer.applicator", "Applicator")().apply(basket, user)
    return factories.create_order(
        basket=basket,
        user=user,
        shipping_method=SHIPPING,
        site=chance.choice(shop.sites[:2] if number % 10 else shop.sites),
        guest_email="" if user else f"guest{number}@example.com",
    )


def fill_baskets(shop: Shop) -> None:
    """Create baskets in every status, one of them older than a month; and one without a line."""
    records = [each for each in shop.records["GBP"] if each.partner.name != CLOSED and each.price][:2]
    for hours, status in BASKETS:
        clock.shows = NOW - timedelta(hours=hours)
        basket = factories.BasketFactory()
        basket.strategy = Chosen(records)
        for record in records:
            basket.add_product(record.product, 2)
        basket.status = status
        basket.save()
    factories.BasketFactory()


def create() -> None:
    """Fill the tables that the migrations have made."""
    shop = Shop()
    create_sites(shop)
    create_people(shop)
    create_products(shop)
    factories.create_offer(start=NOW - timedelta(days=500), end=NOW + timedelta(days=500))
    for number in range(ORDERS):
        # The last is placed an hour ago, and the first so long ago that no open order of that time counts.
        clock.shows = NOW - timedelta(hours=1) - timedelta(days=75) * (1 - (number + 1) / ORDERS)
        process(place(shop, number), chance.random())
    clock.shows = NOW - timedelta(hours=1)
    pay_otherwise()
    ship_later()
    fill_baskets(shop)
    get_model("partner", "Partner").objects.get(name=CLOSED).delete()


if __name__ == "__main__":
    random.seed(1)  # the factories' own
    call_command("migrate", verbosity=0)
    if "--empty" in sys.argv:
        sys.exit()
    with transaction.atomic():
        create()
