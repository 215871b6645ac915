"""Words that distinguish names of persons, names of organisations, and titles."""

# Lower-case words within a person's name.
_PARTICLES = """
al el ar as ash at an bin ibn ben bint abu abd de del della delle dei di da dal lo la le du des d' l' las los y van von zu
zum zur vom der den ter ten te do dos das bar af av of
"""
PARTICLES = frozenset(_PARTICLES.split())
# Lower-case words of titles and organisations, never of a person's name.
_FUNCTION_WORDS = """
for the on in at to is are was by with from that how why what who when your our his her into over under after as
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
# Words that occur only in names of organisations.
_ORGANISATION_WORDS = """
organisation organization association ministry department office committee commission council institute institution
university agency bank board bureau union foundation federation society centre center college group company corporation corp
inc ltd court parliament congress senate government administration authority service services secretariat network alliance
forum programme program ministero dipartimento ufficio comitato commissione consiglio istituto università agenzia banca
unione fondazione federazione società centro camera senato governo regione comune provincia autorità ministère département
comité conseil institut université agence banque fondation fédération société assemblée sénat gouvernement cour ministerium
bundesministerium amt bundesamt landesamt ausschuss rat universität agentur verband bundestag bundesrat regierung gericht
stiftung gesellschaft ministerio departamento oficina comisión consejo instituto universidad agencia banco unión fundación
sociedad congreso senado gobierno ministério conselho universidade министерство институт университет комитет комиссия совет
банк агентство фонд академия дума правительство служба центр وزارة معهد جامعة مجلس مركز بنك منظمة الأمم وزارت سازمان دانشگاه
پژوهشکده هیئت مرکز بانک משרד מכון אוניברסיטת מועצת בנק הכנסת ועדת nations unesco who ipcc fao oecd iea nato unhcr unicef imf
ministerstwo instytut urząd komisja sejm ministerstvo úřad ministerie commissie raad instituut departementet styrelsen
institutet myndigheten ministeriö virasto laitos bakanlığı enstitüsü müdürlüğü kurumu üniversitesi міністерство інститут комітет
рада служба університет υπουργείο ινστιτούτο επιτροπή agência minisztérium ministerul ministarstvo agenția
wto staff redazione rédaction redaktion redacción
"""
ORGANISATION_WORDS = frozenset(_ORGANISATION_WORDS.split())
# Further words of organisations. They are no features of the model, which was trained without them.
_BODY_WORDS = """
collaboration consortium academy academia akademie académie accademia taskforce coalition observatory collective laboratory
"""
BODY_WORDS = frozenset(_BODY_WORDS.split())
# Words of bodies that titles have as well ("Art in the Museum"): they decide only how an author's name is written.
_INSTITUTION_WORDS = """
museum bundesarchiv landesarchiv staatsarchiv stadtarchiv bundesverband landesverband bundeszentrale landeszentrale verbraucherzentrale hochschule
fachhochschule gemeentearchief stadsarchief rijksmuseum rijksoverheid gemeente hogeschool stichting vereniging planbureau museet riksarkivet
landsarkivet stadsarkivet biblioteket telegrambyrå sentralbyrå kommun kommune länsstyrelsen föreningen foreningen forbundet förbundet direktoratet
universitetet universitet museo museu musée museovirasto kirjasto yhdistys tilastokeskus kansallisarkisto yliopisto muzeum múzeum muzej muzeul
biblioteka stowarzyszenie fundacja uniwersytet politechnika knihovna knižnica knjižnica univerzita univerza univerzitet sveučilište nadace nadácia
sdružení združenie udruga zavod ministrstvo inštitut fakultet fakulteta biblioteca bibliothèque ayuntamiento ajuntament prefeitura mairie
associação asociación associazione fundação facultad faculdade universitatea secretaria secretaría müzesi kütüphanesi derneği vakfı başkanlığı
belediyesi könyvtár levéltár egyetem alapítvány egyesület kementerian badan dinas lembaga perpustakaan universitas direktorat yayasan viện sở cục
музей библиотека ассоциация федерация бібліотека товариство спілка асоціація министерството музеят университетът μουσείο βιβλιοθήκη πανεπιστήμιο
متحف مكتبة جمعية موزه کتابخانه انجمن מוזיאון ספריית
"""
INSTITUTION_WORDS = frozenset(_INSTITUTION_WORDS.split())
