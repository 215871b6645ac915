"""Remarks in brackets on the language of a cited work: ``(англ.)``, ``(in German)``, ``[In Russian]``, ``(anglicky)``, ``(英語)``.

Wikis print them behind the title, and journals that transliterate their references at the end.
"""

# English, German, French, Spanish, Italian, Russian and some more, in the languages of notes
_NAMES = (
    r"english|engl?\.|anglais|inglés|inglese|inglês|englisch|engels|engelska|engelsk|englanniksi|angol(?:ul)?|angielski|angielsku|ang\.|anglicky|anglick[áý]|angl\.|angleško|angleščina|"
    r"engleski|engleză|ingilizce|англ\.|английск(?:ий|и|ом)|англійською|angliškai|anglų(?: k\.| kalba)?|angļu(?: val\.| valodā)?|inglise(?: keeles| k\.)?|anglès|ingelesez|στα αγγλικά|αγγλικά|"
    r"german|ger\.|allemand|alemán|tedesco|alemão|deutsch|duits|tyska|tysk|saksaksi|német(?:ül)?|niemiecki|niemiecku|niem\.|německy|nemecky|něm\.|nem\.|nemško|njemački|nemački|germană|"
    r"almanca|нем\.|немецк(?:ий|ом)|нім\.|німецькою|vokiškai|vokiečių(?: k\.)?|vācu(?: val\.| valodā)?|saksa(?: keeles| k\.)?|alemany|"
    r"french|fr\.|français|francés|francese|francês|französisch|frans|franska|fransk|ranskaksi|francia|franciául|francuski|francusku|fran\.|francouzsky|francúzsky|franceză|fransızca|"
    r"фр\.|французск(?:ий|ом)|prancūziškai|prancūzų(?: k\.)?|prantsuse(?: keeles)?|francès|"
    r"spanish|espagnol|español|castellano|spagnolo|espanhol|spanisch|spaans|spanska|spansk|espanjaksi|spanyol(?:ul)?|hiszpański|hiszp\.|španělsky|španjolski|ispanyolca|исп\.|espanyol|"
    r"italian|italien|italiano|italienisch|italiaans|italienska|italiensk|italiaksi|olasz(?:ul)?|włoski|wł\.|italsky|talijanski|italiană|italyanca|ит\.|итал\.|italià|"
    r"russian|russ?\.|russe|ruso|russo|russisch|ryska|russisk|venäjäksi|orosz(?:ul)?|rosyjski|rosyjsku|ros\.|rusky|ruski|rusă|rusça|рус\.|русск(?:ий|ом)|рос\.|rusiškai|rusų(?: k\.)?|krievu(?: val\.)?|vene(?: keeles| k\.)?|"
    r"ukrainian|укр\.|українською|ukr\.|polish|польск\.|polnisch|polonais|polacco|dutch|neerlandés|néerlandais|swedish|svenska|schwedisch|danish|norwegian|finnish|czech|česky|hungarian|"
    r"portuguese|portugais|portugués|portoghese|portugiesisch|arabic|arabe|turkish|türkçe|hebrew|persian|chinese|chinois|chinesisch|japanese|japonais|japanisch|korean|greek|grec|romanian|"
    r"英語|英文|英语|ドイツ語|德文|德语|フランス語|法文|法语|영어|독일어|프랑스어|انگلیسی|בלעז|אנגלית"
)
_IN = r"(?:in|en|em|auf|på|po|på|in het|în|на|no|a)\s"
LANGUAGE_MARK = rf"\((?:{_IN})?(?:{_NAMES})\)|\[(?:{_IN}|w języku |v )(?:{_NAMES})\]"
