"""Words that introduce the address of a source: ``Available at:``, ``Disponible en:``, ``Dostupné z:``."""

# Lower case; they stand at the end of a text, or of a field, before the address.
ADDRESS_WORDS = (
    r"(?:(?:also |now |freely )?available(?: (?:at|from|on|online(?: at)?|via))?|retrieved from|accessed at|online at|"
    r"dispon[ií](?:ble|bile|vel)(?: también| também| anche| aussi)?(?: en línea)?(?: en| em| sur| su| a| al| à l['’]adresse)?(?: la página| il sito)?|recuperado de|consultable sur|"
    r"(?:zu finden|abrufbar|verfügbar|einsehbar|erreichbar|online)(?: unter)|beschikbaar (?:op|via)|te vinden op|(?:geraadpleegd|opgehaald) van|"
    r"(?:tilgjengelig|tilgængelig|hentet)(?: på| fra| via)|tillgänglig(?:t)?(?: på| via| från)?|hämtad från|saatavilla(?: osoitteessa)?|saatavissa|aðgengilegt á|"
    r"dostęp(?:n[aye])? (?:na|w|pod adresem)|dostupn[éýáo](?: (?:také|tiež|též))?(?: z| na)(?: www| internetu)?|dostupno na|pridobljeno (?:s|z|iz)(?: strani)?|dosegljivo na|preuzeto s(?:a)?|"
    r"elérhető|elérhetőség|disponibil(?:ă)? (?:la|pe)|accesibil la|erişim(?: adresi| linki)|adres(?:i)?|διαθέσιμο (?:στο|στη|στην|σε)|"
    r"режим доступа?|режим доступу|доступно (?:по адресу|на|за адресою)|доступн[аоы] (?:на|по ссылке)|достъпно на|доступно на|"
    r"available from url|mode of access|tersedia (?:di|pada)|diakses (?:dari|di)|truy cập (?:tại|từ)|có tại|متاح (?:على|في)|قابل دسترسی (?:در|از)|זמין ב|"
    r"入手先|利用可能)"
)
