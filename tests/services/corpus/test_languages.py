import pytest

from scriptwriter.services.corpus.languages import NAMES, language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "I don't know what you are talking about. He was in the house with her and they left before dark.",
        ),
        ("de", "Ich weiß nicht, wovon du redest. Er war mit ihr im Haus, und sie sind gegangen, bevor es dunkel war."),
        ("fr", "Je ne sais pas de quoi tu parles. Il était dans la maison avec elle et ils sont partis avant la nuit."),
        ("es", "No sé de qué me hablas. Él estaba en la casa con ella y se fueron antes de que el día se acabara."),
        ("it", "Non so di che cosa stai parlando. Lui era nella casa con lei e sono andati via prima che fosse buio."),
        (
            "pt",
            "Não sei do que você está falando. Ele estava na casa com ela e os dois saíram antes da noite.",
        ),
        (
            "nl",
            "Ik weet niet waar je het over hebt. Hij was met haar in het huis en ze zijn weg voor het donker.",
        ),
        (
            "sv",
            "Jag vet inte vad du pratar om. Han var i huset med henne och de gick innan det blev mörkt.",
        ),
        ("ru", "Я не знаю, о чём ты говоришь. Он был с ней в доме, и они ушли."),
        ("ja", "何を言っているのか分かりません。彼は彼女と家にいました。"),
        ("zh", "我不知道你在说什么。他和她在家里，天黑以前他们就走了。"),
        ("", "Bang! Zoom. Krrk."),
        ("", ""),
        ("", "xylo brant quorl mip zenth plok grund wexel torp blim frax dulm prok zint"),
    ],
)
def test_languages(language: str, text: str):
    assert language_of(text) == language
    assert not language or language in NAMES
