"""Names in the demo shop. Domains use the reserved TLD `.example`: https://www.rfc-editor.org/rfc/rfc2606"""

# Code, name, and the currency of its orders (None: the vendor's own).
PLATFORMS: tuple[tuple[str, str, str | None], ...] = (
    ("bazaar", "Bazaar Europe", None),
    ("alpenmarkt", "Alpenmarkt", "CHF"),
    ("wholesale", "Wholesale Direct", None),
)
VENDORS = (
    ("nordlicht", "Nordlicht Leuchten"),
    ("casa-verde", "Casa Verde"),
    ("luxbike", "LuxBike"),
    ("papeterie-moulin", "Papeterie du Moulin"),
    ("wolle-und-faden", "Wolle & Faden"),
    ("technopolis", "Technopolis"),
    ("bergkraft", "Bergkraft Outdoor"),
    ("la-petite-cave", "La Petite Cave"),
    ("spielkiste", "Spielkiste"),
    ("atelier-brun", "Atelier Brun"),
    ("hafenkontor", "Hafenkontor Tee"),
    ("kinderglueck", "Kinderglück"),
    ("fiori", "Fiori di Campo"),
    ("werkzeug-weber", "Werkzeug Weber"),
    ("maison-linge", "Maison du Linge"),
    ("aquaristik-lux", "Aquaristik Lux"),
    ("sattel-fest", "Sattel & Fest"),
    ("brew-lab", "Brew Lab"),
    ("gemuesekiste", "Gemüsekiste Esch"),
    ("vinyl-keller", "Vinyl Keller"),
    ("pflanzreich", "Pflanzreich"),
    ("optik-moser", "Optik Moser"),
    ("de-kichelchen", "De Kichelchen"),
    ("yarn-and-yonder", "Yarn & Yonder"),
    ("seifenblase", "Seifenblase"),
)
MARKETPLACES = ("amazon", "ebay", "kaufland", "etsy", "zalando")
LOCATIONS = ("main", "annex")
# Slugs and titles of the default pages of each platform.
PAGES = (
    ("about", "About us"),
    ("contact", "Contact"),
    ("faq", "Questions and answers"),
    ("imprint", "Imprint"),
    ("privacy", "Privacy"),
    ("returns", "Returns"),
    ("shipping", "Shipping"),
    ("terms", "Terms"),
)
FIRST_NAMES = """
    anna ben chiara david elena felix greta hugo ines jonas klara louis marie nils olivia paul rosa
    samir tess viktor
""".split()
LAST_NAMES = """
    becker bianchi dupont faber hoffmann keller klein lambert meyer moreau muller novak petit reuter
    rossi schmit thill wagner weber weis
""".split()
