"""Words by which a citation tells the kind of its work, in many languages: theses, patents, data, software, interviews, letters, films, posts.

The words stand outside of the title, since titles are about such things: ``Diss. Univ. Kiel`` · ``[Data set]`` · ``personal communication`` ·
``Box 4, Folder 2``. Kinds are types of CSL 1.0.2.
"""

from citecheck.patterns import lazy_pattern

# Names of kinds of theses; they need no other word beside them.
THESIS_NAMES = (
    r"inaugural-?dissertation|doktorarbeit|masterarbeit|bachelorarbeit|diplomarbeit|magisterarbeit|habilitationsschrift|mémoire de (?:master|maîtrise|dea|m[12])|"
    r"tese de doutora(?:do|mento)|dissertação de mestrado|tesis (?:doctoral|de (?:maestría|licenciatura|doctorado|grado|máster|pregrado|posgrado))|"
    r"tesi di (?:laurea|dottorato|specializzazione|master)|tesi doctoral|proefschrift|masterscriptie|akademisk avhandling|doktorsavhandling|masteroppgave|"
    r"väitöskirja|opinnäytetyö|(?:diplomová|bakalářská|disertační) práce|(?:diplomová|bakalárska) práca|"
    r"praca (?:magisterska|doktorska|licencjacka|inżynierska|dyplomowa)|rozprawa doktorska|szakdolgozat|yüksek lisans tezi|doktora tezi"
)
# Kind, and the words that tell it; those in brackets are written so by APA and catalogues.
_KINDS = (
    (
        "thesis",
        r"(?:Ph\.?\s?D\.?|[Dd]octoral|[Mm]aster[’']?s?|M\.?\s?(?:A|Sc|Phil)\.?|[Bb]achelor[’']?s?|[Uu]npublished|[Hh]onou?rs|D\.?\s?Phil\.?)\s(?:[Tt]hesis|[Dd]iss(?:ertation|\.))|"
        rf"(?<![^\W_])(?:(?i:{THESIS_NAMES})|"
        r"[Dd]iss\.(?:\s(?:phil|iur|jur|med|theol|masch|Univ)\.?)?|Dissertation,|Habil\.-?|"
        r"[Tt]hèse (?:de|d['’]|en|pour)|[Tt]hèse,|[Mm]émoire de fin|[Tt]ese \([Dd]outorado|[Dd]issertação \([Mm]estrado|[Mm]onografia \(|"
        r"TCC|[Tt]rabalho de [Cc]onclusão|[Tt]rabajo de (?:fin de )?(?:grado|máster)|[Ss]criptie|[Pp]h\.d\.-afhandling|[Ss]peciale,|[Pp]ro gradu|[Dd]oktori (?:értekezés|disszertáció)|"
        r"[Дд]исс\.|[Дд]ис\. |[Аа]втореф\.|[Дд]иссертация)|\b(?:PhD|Ph\.D\.|Doctoral|Master)(?:\s(?:diss|thesis)|,\s(?:[A-Z][\w.]+\s){0,3}Univ)",
    ),
    (
        "dataset",
        r"\[(?:[Dd]ata ?[Ss]et|[Dd]ata|[Dd]ata file(?: and codebook)?|[Dd]atensatz|[Cc]onjunto de da(?:dos|tos)|[Bb]ase de da(?:dos|tos)|[Jj]eu de données|[Dd]ati)\]|\(dataset\)|(?<![^\W_])[Dd]ata ?set,|\bRAW DATA\b",
    ),
    (
        "software",
        r"\[(?:[Cc]omputer (?:software|program)(?: manual)?|[Ss]oftware|[Mm]obile app(?:lication)?|[Aa]pp|[Ll]ogiciel|[Pp]rograma (?:informático|de computador))\]|\b(?:R|Python|Stata) (?:package|module) version\b|\bcomputer program\b",
    ),
    (
        "interview",
        r"(?:^|[,.(\[]\s?)(?:[Pp]ersonal |[Tt]elephone |[Pp]hone |[Aa]uthor['’]s )?(?:[Ii]nterview(?:ed)? (?:with|by|mit|met|med)|[Ii]nterview,|[Ee]ntrevista (?:a|con|com|de|personal|concedida)|[Ee]ntretien avec|[Ii]ntervista (?:a|con|di)|[Ww]ywiad z|[Rr]ozhovor s|[Hh]aastattelu)",
    ),
    (
        "personal_communication",
        r"[Pp]ersonal(?:ly)? (?:communication|conversation)|[Pp]ers\. comm\.|[Pp]ersönliche (?:Mitteilung|Auskunft)|[Cc]ommunication personnelle|[Cc]omunicaci[óo]n personal|[Cc]omunicazione personale|[Cc]omunicação pessoal|"
        r"[Pp]ersoonlijke mededeling|[Ee]-?mail (?:to|from|message to|an|à|a) |[Ii]nformazione orale",
    ),
    (
        "manuscript",
        r"\b(?:[Bb]ox|Karton|Kt\.|[Cc]aja|[Cc]arton|[Bb]usta|b\.)\s\d{1,4}[A-Z]?,\s(?:[Ff]older|[Ff]older|[Ff]older|Mappe|[Ee]xp(?:ediente|\.)|[Dd]ossier|[Ff]asc(?:icolo|\.)|[Ff]\.)|\b(?:[Ff]older|Mappe)\s\d{1,4}\b|\b(?:[Ll]egajo|[Ll]eg\.)\s\d|"
        r"\b(?:TNA|BArch|GStA|HHStA|NARA|RG \d|ASV|AGI|AGS|AHN|ANOM|AAPA|ГАРФ|РГАСПИ|РГВА|ЦГАОР)\b[,:.]|\bФ\. ?\d+\. ?Оп\.|\bMS\.? (?:[A-Z][a-z]+\.? ){0,2}\d|\bMss?\. [A-Z]\w+|\bfols?\. \d|\bff\. \d+[rv]|"
        r"\b(?<!Long )(?<!Short )(?<!Full )(?<!Working )(?<!Selected )(?<!Discussion )(?<!Occasional )(?<!Conference )(?<!Research )(?<!Technical )(?<!Symposium )(?:Papers|Family Papers|Collection|Nachlass|Fonds [A-Z]|Archives? (?:nationales|départementales|Nacional|Histórico|di Stato)|Archivio di Stato|Staatsarchiv|Stadtarchiv|Bundesarchiv|Landesarchiv|Archivo (?:General|Histórico|Nacional)|Special Collections)\b[^.;]{0,60}(?:,|$)",
    ),
    (
        "motion_picture",
        r"\[(?:[Ff]ilm|[Mm]otion picture|[Vv]ideo(?: file)?|YouTube(?: video)?|DVD|[Vv]ídeo|[Vv]idéo)\]|\b(?:[Dd]irected by|[Dd]ir\. by|Regie:|réal\.|réalisé par|dirigida? por|diretto da)\s[A-Z]|\bYouTube video\b",
    ),
    (
        "broadcast",
        r"\[(?:[Aa]udio podcast|[Pp]odcast|[Rr]adio broadcast|TV (?:series|episode)|[Tt]elevision (?:series|broadcast)|[Bb]roadcast)[^\]]{0,20}\]|\([Pp]odcast\)",
    ),
    (
        "post",
        r"\[(?:[Tt]weet|[Tt]oot|[Ff]acebook (?:post|status update)|[Ii]nstagram (?:photo|post)|[Oo]nline forum (?:comment|post)|[Bb]log post)\]|\b(?:Tweet|Twitter|X post),",
    ),
    (
        "speech",
        r"\b(?:[Ss]peech (?:at|to|delivered)|[Kk]eynote (?:address|speech)|[Ll]ecture (?:at|delivered|given)|[Rr]ede (?:vor|bei|auf)|[Dd]iscours (?:à|devant|prononcé))\b|\[(?:PowerPoint slides|[Ss]lides|[Ll]ecture(?: notes)?)\]",
    ),
    (
        "paper-conference",
        r"\b(?:[Pp]aper|[Pp]oster|[Pp]resentation) (?:presented|given|read|session presented) at\b|\[(?:[Cc]onference (?:session|presentation|paper)|[Pp]aper presentation|[Pp]oster(?: presentation)?)\]",
    ),
)
KINDS = tuple((kind, lazy_pattern(words)) for kind, words in _KINDS)


INTERVIEW, THESIS = dict(KINDS)["interview"], dict(KINDS)["thesis"]


def kind_in_words(text: str, title: str) -> str | None:
    """The kind that a citation's words tell outside of its title; an interview's title tells it, too."""
    if INTERVIEW.match(title):
        return "interview"
    rest = text.replace(title.partition("[")[0], "\x1f", 1) if title else text
    return next((kind for kind, words in KINDS if words.search(rest)), None)
