"""Fixed words of references: months, hosts, laws, law reviews, kinds of reports."""

MONTH_COLUMNS = {
    "en": (
        "january february march april may june july august september october november december",
        "jan feb mar apr may june july aug sept oct nov dec",
    ),
    "it": ("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", ""),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv févr mars avr mai juin juil août sept oct nov déc",
    ),
    "es": ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", ""),
    "de": ("januar februar märz april mai juni juli august september oktober november dezember", ""),
    "pt": (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan fev mar abr mai jun jul ago set out nov dez",
    ),
    "ru": ("января февраля марта апреля мая июня июля августа сентября октября ноября декабря", ""),
    "tr": ("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık", ""),
    "ar": ("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", ""),
    "he": ("ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר", ""),
    "fa": ("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر", ""),
    "nl": ("januari februari maart april mei juni juli augustus september oktober november december", ""),
    "pl": ("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia", ""),
    "sv": ("januari februari mars april maj juni juli augusti september oktober november december", ""),
    "ur": ("جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر", ""),
    "el": (
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
        "",
    ),
}
CAPITALISED = ("en", "de", "el")
HOSTS = "harbourcourier.example|vallenews.it|portpost.com|kust-nieuws.nl|coastline24.org|data.portstat.gov|hafenkurier.de|lamer-info.fr|vestnik-porta.ru|faro.es"
BLUEBOOK = (
    "WASH. POST|N.Y. TIMES|L.A. TIMES|CHI. TRIB.|WALL ST. J.|BOS. GLOBE|USA TODAY|S.F. CHRON.|HARV. L. REV.|YALE L.J.|STAN. L. REV.|"
    "GEO. L.J.|J. LEGAL STUD.|FOREIGN AFF.|U. CHI. L. REV.|J.L. & ECON.|ATL. MONTHLY|THE ATLANTIC|NEW YORKER|Wash. Post|N.Y. Times|"
    "Harv. L. Rev.|Wall St. J.|HARV. J.L. & PUB. POL’Y|COLUM. JOURNALISM REV.|POLITICO|CNN|NPR|Duke L.J.|J. POL. ECON."
)
LAW_JOURNALS = (
    "CLJ|MLR|LQR|ICLQ|OJLS|PL|EHRLR|JBL|LMCLQ|EJIL|CMLR|ELR|NJW|JZ|AJIL|BYIL|LS|CLP|SALJ|UNSWLJ|MULR|Crim LR|Conv|Cam LJ|NZLJ"
)
LAWS = {
    "en": "Harbours Act {y}|Port Authority (Amendment) Act {y}|{n} U.S.C. § {n}(a)|{n} C.F.R. § {n}.12|Directive {y}/{n}/EC|Regulation (EU) {y}/{n}|"
    "Merchant Shipping Regulations {y}|Coastal Waters Order {y}|Public Law {n}-{n}|S.C. {y}, c. {n}|Exec. Order No. {n},{n}|H.R. Rep. No. {n}-{n}|S. Rep. No. {n}-{n}|H.R. {n}, {n}th Cong.|Pub. L. No. {n}-{n}|"
    "Ports Act {y} (Cth)|Pilots Ordinance, No. {n} of {y}",
    "fr": "Loi n° {y}-{n} du {d} relative aux ports|Décret n° {y}-{n} du {d}|Code des transports, art. L. {n}|Règlement (UE) {y}/{n}",
    "it": "Legge {d}, n. {n}|D.Lgs. {d}, n. {n}|Decreto-legge {d}, n. {n}|d.P.R. {d}, n. {n}|Regolamento (UE) {y}/{n}",
    "es": "Ley {n}/{y}, de {d}|Real Decreto {n}/{y}, de {d}|Reglamento (UE) {y}/{n}",
    "pt": "Lei nº {n}, de {d}|Decreto nº {n}, de {d}|Decreto-Lei n.º {n}/{y}",
    "de": "§ {n} BGB|Gesetz vom {d}|Verordnung (EU) {y}/{n}|Hafengesetz vom {d}|Richtlinie {y}/{n}/EG",
    "ru": "Федеральный закон от {d} № {n}-ФЗ «{s}»|Указ Президента РФ от {d} № {n}|Постановление Правительства РФ от {d} № {n}",
    "pl": "Ustawa z dnia {d} o portach|Rozporządzenie (UE) {y}/{n}",
}
AGENCIES = "Reuters|AP|Associated Press|AFP|EFE|dpa|ANSA|Ansa|ТАСС|Интерфакс|РИА Новости|PAP|TT|NTB|ANP|Xinhua|Agencia EFE|Lusa|Anadolu Ajansı|DHA|Europa Press|Bloomberg|UPI|PA Media|IRNA|Ritzau|STT|ČTK|APA|Укрінформ|Belga"
UNDATED = {
    "nl": "z.d.|z.j.",
    "ca": "s.d.|s.n.",
    "pl": "b.d.|b.r.",
    "cs": "b.r.|b. r.|nedatováno",
    "da": "u.å.|u.d.",
    "no": "u.å.|u.d.",
    "sv": "u.å.|u.d.",
    "fi": "s.a.|n.d.",
    "hu": "é. n.|é.n.",
    "hr": "b.d.|bez dat.",
    "sl": "b. d.|b.d.",
    "tr": "t.y.|tarih yok",
    "id": "t.t.|tanpa tahun",
    "uk": "б. р.|б. д.",
    "zh": "无日期|n.d.",
    "ja": "n.d.|日付なし",
    "el": "χ.χ.",
    "fr": "s.d.|s. d.|sans date",
    "de": "o. J.|o.J.|ohne Jahr",
    "es": "s.f.|s. f.|sin fecha",
    "ru": "б. г.|б.г.",
    "pt": "s.d.|sem data",
    "it": "s.d.|senza data",
}
KINDS_OF_BOOKS = "монография|учеб. пособие|учебник|сб. ст.|навч. посіб.|монографія|дис. … канд. ист. наук|дис. … д-ра техн. наук|автореф. дис. … канд. юрид. наук"
GENRES = "Working Paper|Policy Brief|Report|press release|PhD diss.|Master’s thesis|Technical Report|white paper|Policy Paper|PhD thesis|fact sheet|Web log|Blog post|Data file|data file|Web log post|Doctoral dissertation"
EDITIONS = (
    "2nd ed.|3rd edn|rev. ed.|2. Aufl.|4th edition|1st ed.|Second Edition|2. vyd.|Vyd. 2.|3. kiadás|2ª ed.|2e éd.|3-е изд.|2-е изд., перераб. и доп.|2. uppl.|2. painos|"
    "5a edición|6ta edición|Tercera edición|3ª edição|2. utg.|wyd. 2|Third edition|3. izdanje|2e druk|Ed. 2|第2版|2판"
)
SERIES = "Studies in Harbours|Que sais-je ?|Oxford Handbooks|Biblioteca universale|Points|Suhrkamp Taschenbuch"
