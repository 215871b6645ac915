"""Month names in many languages."""

from unicodedata import normalize

# Full and short names, from CLDR 45 and from notes; Arabic months in their Gulf, Levantine and Maghreb names.
# Listopad is November in Polish and Czech, and October in Croatian: the more common one is used, unless the day is written as there.
MONTHS_TEXT = """
1 january jan gennaio gen genn janvier janv enero ene januar jänner jän janeiro январь января янв ocak oca يناير جانفي ינואר ژانویه januari stycznia styczeń ledna leden január ianuarie gener tammikuuta січня ιανουαρίου ιανουάριος ιαν sty xaneiro urtarrila janúar tammikuu jaanuar jaan janvāris sausio sausis januára siječnja siječanj јануар јануари януари січень студзеня yanvar janar جنوری იანვარი հունվարի қаңтар januarie січ ionawr eanáir январ januaro jannar schaner tammi იან հնվ
2 february feb febbraio febb février févr fév febrero febr februar feber fevereiro fev февраль февраля фев февр şubat şub فبراير شباط فيفري פברואר فوریه februari lutego luty února únor február februarie febrer helmikuuta лютого φεβρουαρίου φεβρουάριος φεβ febreiro otsaila febrúar helmikuu veebruar veebr februāris vasario vasaris februára veljače veljača фебруар февруари лютий лютага fevral shkurt pebrero فروری თებერვალი փետրվարի ақпан лют chwefror feabhra феврал februaro frar favrer helmi fevrier თებ փտվ
3 march mar marzo mars mzo märz mär mrz março март марта mart مارس آذار מרץ مارس maart marca marzec marts března březen március martie març maaliskuuta березня μαρτίου μάρτιος μαρ martxoa maaliskuu märts kovo kovas marec ožujka ožujak березень сакавіка márc maret marso مارچ მარტი մարտի наурыз mrt бер mawrth márta machi marto marzu mäerz maalis maerz берез მარ մրտ
4 april apr aprile avril avr abril abr апрель апреля апр nisan nis أبريل إبريل نيسان أفريل אפריל آوریل kwietnia kwiecień dubna duben április aprilie huhtikuuta квітня απριλίου απρίλιος απρ apirila apríl huhtikuu aprill aprīlis balandžio balandis apríla travnja travanj април квітень красавіка aprel prill اپریل აპრილი ապրիլի сәуір квіт kwi dub ebrill aibreán aprili aprilo апрел abrëll avrigl кві huhti აპრ ապր
5 may maggio mag magg mai mayo maio май мая mayıs مايو أيار ماي מאי مه mei maja maj května květen május maig toukokuuta травня μαΐου μαίου μάιος maiatza maí toukokuu maijs gegužės gegužė mája máj svibnja svibanj мај травень مئی მაისი մայիսի мамыр می трав kvě bealtaine majo mejju touko მაი մյս
6 june jun giugno giu giug juin junio juni junho июнь июня июн haziran haz يونيو حزيران جوان יוני ژوئن czerwca czerwiec června červen június iunie juny kesäkuuta червня ιουνίου ιούνιος ιουν xuño ekaina júní kesäkuu juuni jūnijs birželio birželis júna jún junij lipnja lipanj јун јуни юни червень чэрвеня iyun qershor hunyo جون ივნისი հունիսի маусым junie чер черв cze čvn mehefin meitheamh ġunju zercladur iun ივნ հնս iyn
7 july jul luglio lug juillet juil juill julio juli julho июль июля июл temmuz tem يوليو تموز يوليوز جويلية יולי ژوئیه lipca lipiec července červenec július iulie juliol heinäkuuta липня ιουλίου ιούλιος ιουλ xullo uztaila júlí heinäkuu juuli jūlijs liepos liepa júla júl julij srpnja srpanj јул јули юли липень ліпеня iyul korrik julai hulyo جولائی ივლისი հուլիսի шілде julie جولای лип lip čvc gorffennaf iúil lulju fanadur heinä iul ივლ հլս iyl
8 august aug agosto ago août aoû agto август августа авг ağustos ağu أغسطس آب غشت أوت אוגוסט اوت augustus sierpnia sierpień augusti srpna srpen augusztus agost elokuuta серпня αυγούστου αύγουστος αυγ abuztua ágúst elokuu augusts rugpjūčio rugpjūtis augusta avgust kolovoza kolovoz серпень жніўня avqust gusht agustus ogos اگست აგვისტო օգոստոսի тамыз آگوست серп awst lúnasa agosti aŭgusto awwissu auguscht avust aout aoùt აგვ օգս
9 september sep sept settembre set sett septembre septiembre setiembre setembro сентябрь сентября сен сент eylül eyl سبتمبر أيلول شتنبر ספטמבר سپتامبر września wrzesień září szeptember septembrie setembre syyskuuta вересня σεπτεμβρίου σεπτέμβριος σεπ iraila syyskuu septembris rugsėjo rugsėjis septembra rujna rujan септембар septembar септември вересень верасня szept sentyabr shtator setyembre ستمبر სექტემბერი սեպտեմբերի қыркүйек вер верес wrz zář septemba septembro settembru sentabr сентябр settember syys სექ սեպ
10 october oct ottobre ott octobre octubre oktober okt outubro out октябрь октября окт ekim eki أكتوبر אוקטובר اکتبر października październik října říjen október octombrie lokakuuta жовтня οκτωβρίου οκτώβριος οκτ urria lokakuu oktoober oktobris spalio spalis októbra октобар oktobar октомври жовтень кастрычніка oktyabr tetor oktubre اکتوبر ოქტომბერი հոկտեմբերի қазан жовт paź říj hydref oktoba oktobro ottubru oktabr октябр loka ოქტ հոկ
11 november nov novembre noviembre novembro ноябрь ноября ноя нояб kasım kas نوفمبر نونبر נובמבר نوامبر listopada listopad listopadu noiembrie marraskuuta листопада νοεμβρίου νοέμβριος νοε azaroa nóvember marraskuu novembris lapkričio lapkritis novembra studenoga studeni новембар novembar ноември лістапада noyabr nëntor nobyembre نومبر ნოემბერი նոյեմբերի қараша лист studenog tachwedd samhain лис novemba novembru ноябр studenom studenome листоп marras ნოე նոյ
12 december dec dicembre dic décembre déc diciembre dezember dez dezembro декабрь декабря дек aralık ara ديسمبر دجنبر דצמבר دسامبر grudnia grudzień prosince prosinec decembrie desembre desember joulukuuta грудня δεκεμβρίου δεκέμβριος δεκ abendua joulukuu detsember dets decembris gruodžio gruodis decembra prosinca prosinac децембар decembar декември грудень снежня dekabr dhjetor disember disyembre دسمبر დეკემბერი դեկտեմբերի желтоқсан груд gru rhagfyr nollaig desemba decembro diċembru декабр joulu decembre დეკ դեկ
"""
MONTHS = {name: int(line.split()[0]) for line in MONTHS_TEXT.strip().splitlines() for name in line.split()[1:]}
# Hebrew: "in May" and "of May" are one word
MONTHS |= {prefix + name: month for name, month in MONTHS.items() if "א" <= name[0] <= "ת" for prefix in "בל"}
# Names of two words, with a full stop, and with combining signs, which are no letters for a pattern.
LONG_MONTHS_TEXT = """
1 كانون الثاني|जनवरी|জানুয়ারি|জানুয়ারী|জানুৱাৰী|มกราคม|ม.ค.|ஜனவரி|జనవరి|ಜನವರಿ|ജനുവരി|જાન્યુઆરી|ਜਨਵਰੀ|जानेवारी|ມັງກອນ|មករា|ဇန်နဝါရီ|ජනවාරි|tháng một|tháng giêng|Tháng một|Tháng giêng|มกรา
2 फ़रवरी|फरवरी|ফেব্রুয়ারি|กุมภาพันธ์|ก.พ.|பிப்ரவரி|ఫిబ్రవరి|ಫೆಬ್ರವರಿ|ഫെബ്രുവരി|ફેબ્રુઆરી|ਫ਼ਰਵਰੀ|फेब्रुवारी|ກຸມພາ|កុម្ភៈ|ဖေဖော်ဝါရီ|පෙබරවාරි|ফেব্রুয়ারী|ফেব্ৰুৱাৰী|फेब्रुअरी|tháng hai|Tháng hai|กุมภา
3 मार्च|মার্চ|มีนาคม|มี.ค.|மார்ச்|మార్చి|ಮಾರ್ಚ್|മാർച്ച്|માર્ચ|ਮਾਰਚ|ມີນາ|មីនា|မတ်|මාර්තු|tháng ba|Tháng ba|มีนา
4 अप्रैल|এপ্রিল|เมษายน|เม.ย.|ஏப்ரல்|ఏప్రిల్|ಏಪ್ರಿಲ್|ഏപ്രിൽ|એપ્રિલ|ਅਪ੍ਰੈਲ|एप्रिल|ເມສາ|មេសា|ဧပြီ|අප්‍රේල්|अप्रिल|tháng tư|Tháng tư|เมษา
5 मई|মে|พฤษภาคม|พ.ค.|மே|మే|ಮೇ|മേയ്|મે|ਮਈ|मे|ພຶດສະພາ|ឧសភា|မေ|මැයි|tháng năm|Tháng năm|พฤษภา
6 जून|জুন|มิถุนายน|มิ.ย.|ஜூன்|జూన్|ಜೂನ್|ജൂൺ|જૂન|ਜੂਨ|ມິຖຸນາ|មិថុនា|ဇွန်|ජූනි|tháng sáu|Tháng sáu|มิถุนา
7 जुलाई|জুলাই|กรกฎาคม|ก.ค.|ஜூலை|జులై|ಜುಲೈ|ജൂലൈ|જુલાઈ|ਜੁਲਾਈ|जुलै|ກໍລະກົດ|កក្កដា|ဇူလိုင်|ජූලි|tháng bảy|Tháng bảy|กรกฎา
8 अगस्त|আগস্ট|สิงหาคม|ส.ค.|ஆகஸ்ட்|ఆగస్టు|ಆಗಸ್ಟ್|ഓഗസ്റ്റ്|ઑગસ્ટ|ਅਗਸਤ|ऑगस्ट|ສິງຫາ|សីហា|ဩဂုတ်|අගෝස්තු|अगस्ट|tháng tám|Tháng tám|สิงหา
9 सितंबर|सितम्बर|সেপ্টেম্বর|กันยายน|ก.ย.|செப்டம்பர்|సెప్టెంబరు|సెప్టెంబర్|ಸೆಪ್ಟೆಂಬರ್|സെപ്റ്റംബർ|સપ્ટેમ્બર|ਸਤੰਬਰ|सप्टेंबर|ກັນຍາ|កញ្ញា|စက်တင်ဘာ|සැප්තැම්බර්|सेप्टेम्बर|tháng chín|Tháng chín|กันยา|सप्टें
10 تشرين الأول|अक्टूबर|अक्तूबर|অক্টোবর|ตุลาคม|ต.ค.|அக்டோபர்|అక్టోబరు|అక్టోబర్|ಅಕ್ಟೋಬರ್|ഒക്‌ടോബർ|ഒക്ടോബർ|ઑક્ટોબર|ਅਕਤੂਬਰ|ऑक्टोबर|ຕຸລາ|តុលា|အောက်တိုဘာ|ඔක්තෝබර්|अक्टोबर|tháng mười|Tháng mười|ตุลา
11 تشرين الثاني|नवंबर|नवम्बर|নভেম্বর|พฤศจิกายน|พ.ย.|நவம்பர்|నవంబరు|నవంబర్|ನವೆಂಬರ್|നവംബർ|નવેમ્બર|ਨਵੰਬਰ|नोव्हेंबर|ພະຈິກ|វិច្ឆិកា|နိုဝင်ဘာ|නොවැම්බර්|नोभेम्बर|tháng mười một|Tháng mười một|พฤศจิกา|నవంబర
12 كانون الأول|दिसंबर|दिसम्बर|ডিসেম্বর|ডিচেম্বৰ|ธันวาคม|ธ.ค.|டிசம்பர்|డిసెంబరు|డిసెంబర్|ಡಿಸೆಂಬರ್|ഡിസംബർ|ડિસેમ્બર|ਦਸੰਬਰ|डिसेंबर|ທັນວາ|ធ្នូ|ဒီဇင်ဘာ|දෙසැම්බර්|डिसेम्बर|des.|tháng mười hai|tháng chạp|Tháng mười hai|Tháng chạp|ธันวา
"""
LONG_MONTHS = {
    form: int(line.split()[0])
    for line in LONG_MONTHS_TEXT.strip().splitlines()
    for name in sorted(line.partition(" ")[2].split("|"), key=len, reverse=True)
    for form in (name, normalize("NFD", name), normalize("NFD", name).replace("\u09af\u09bc", "\u09df"))  # NFC has no Bengali YYA
}
# "month of …" before a Thai name; every word of a Vietnamese one with a capital
LONG_MONTHS |= {f"เดือน{name}": month for name, month in LONG_MONTHS.items() if "ก" <= name[0] <= "ฮ" and "." not in name}
LONG_MONTHS |= {name.title(): month for name, month in LONG_MONTHS.items() if name.startswith("tháng")}
# Short names that are other words too: months only between a day and a year (``15 des 2001``, nb, id)
SHORT_MONTHS = {"des": 12, "avg": 8, "elo": 8, "kesä": 6, "peb": 2, "čer": 6, "gorff": 7, "ян": 1}
# ``décembre`` with a combining accent, as some systems write it
DECOMPOSED_MONTHS = {form: month for name, month in MONTHS.items() if (form := normalize("NFD", name)) != name}
