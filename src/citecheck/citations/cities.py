"""Cities in which publishers are: ``Paris, Elm, 2005`` · ``Milano e Roma 1992`` · ``(2001), Raumsoziologie, Ulm``."""

CITIES = frozenset(
    (
        "Paris", "Lyon", "Marseille", "Toulouse", "Bordeaux", "Lille", "Rennes", "Nantes", "Grenoble", "Strasbourg", "Montpellier", "Arles", "Dijon", "Aix-en-Provence",
        "Tours", "Rouen", "Caen", "Genève", "Lausanne", "Neuchâtel", "Fribourg", "Bruxelles", "Liège", "Louvain", "Louvain-la-Neuve", "Namur", "Montréal", "Québec",
        "Ottawa", "Alger", "Tunis", "Rabat", "Casablanca", "Dakar", "Milano", "Roma", "Torino", "Bologna", "Firenze", "Napoli", "Venezia", "Padova", "Bari", "Pisa",
        "Palermo", "Genova", "Madrid", "Barcelona", "Sevilla", "Valencia", "Salamanca", "Buenos Aires", "Bogotá", "Lima", "Santiago", "Caracas", "Lisboa", "Porto",
        "Coimbra", "São Paulo", "Rio de Janeiro", "Warszawa", "Kraków", "Praha", "Brno", "Bratislava", "Budapest", "București", "Zagreb", "Beograd", "Ljubljana", "Sofia",
        "Stockholm", "København", "Oslo", "Helsinki", "Amsterdam", "Antwerpen", "Leiden", "La Haye", "Den Haag", "London", "Londres", "New York", "Berlin", "Heidelberg",
        "München", "Leipzig", "Wien", "Zürich", "Basel", "Bern", "Boston", "Cambridge", "Oxford", "Istanbul", "Athènes", "Tokyo", "Dordrecht", "Turnhout", "Rotterdam",
        "Frankfurt", "Freiburg", "Opladen", "Weinheim", "Wiesbaden", "Tübingen", "Göttingen", "Stuttgart", "Hamburg", "Köln", "Bonn", "Darmstadt", "Mannheim",
        "Münster", "Hannover", "Bielefeld", "Neuwied", "Düsseldorf", "Nürnberg", "Würzburg", "Konstanz", "Marburg", "Graz", "Innsbruck", "Salzburg", "Bremen",
    )
)  # fmt: skip
