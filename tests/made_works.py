"""The works that the made documents cite, and their printed form."""

# Author, title, publication, printed date, and the URL that the note already has, or none.
WORKS = (
    ("Mara Okafor", "River towns brace for a third flood", "The Daily Courier", "14 March 2019", ""),
    (
        "Lena Brandt",
        "Dry docks & wet hopes: the harbour after 2020",
        "Harbour Weekly",
        "2 April 2020",
        "https://harbour.example/dry",
    ),
    ("Piet Ito", "What the gauge saw", "River Review", "5 May 2021", ""),
    ("Ana Lund", "Fähren, Brücken und 100% Wasser", "Der Hafenbote", "6 June 2021", "https://hafenbote.example/a_b~c?q=1&r=2"),
    ("Ruth Ferro", "Who owns the $40m dike?", "Coast Journal", "7 July 2022", ""),
    ("Okan Meer", "Notes from a ferry_boat #3", "Island Post", "8 August 2022", "http://island.example/ferry"),
    ("Ida Castellan", "A glass harbour", "The Daily Courier", "9 September 2023", ""),
    ("Jun Mori", "The last pilot", "Harbour Weekly", "10 October 2023", "https://harbour.example/pilot"),
)
Work = tuple[str, str, str, str, str]


def printed(work: Work) -> str:
    author, title, outlet, date, url = work
    return f"{author}, “{title}”, {outlet}, {date}{f', {url}' if url else ''}."
