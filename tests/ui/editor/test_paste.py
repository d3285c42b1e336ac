"""What word processors and Final Draft put on the clipboard becomes Fountain; everything else stays as it is."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from scriptwriter.domain.script import ElementKind
from scriptwriter.ui.editor.editor import ScriptEditor

_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<p class=MsoNormal>INT. FERRY - NIGHT</p>
<p class=MsoNormal>She <i>waits</i>, <b>alone</b>. 2 * 3</p>
<p class=MsoNormal style='margin-left:2.2in'>NELL</p>
<p class=MsoNormal style='margin-left:1.6in'>(softly)</p>
<p class=MsoNormal style='margin-left:72.0pt'>Is it <u>here</u>?</p>
<p class=MsoNormal style='text-align:right'>CUT TO:</p>
<p class=MsoNormal style='text-align:center'>The end</p>
</body></html>"""


@pytest.fixture
def editor(qtbot) -> ScriptEditor:
    made = ScriptEditor()
    qtbot.addWidget(made)
    made.show()
    return made


def _paste(editor: ScriptEditor, html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    editor.insertFromMimeData(data)


def test_a_scene_from_word(editor: ScriptEditor):
    _paste(editor, _WORD, "plain")
    assert editor.text() == (
        "INT. FERRY - NIGHT\n\nShe *waits*, **alone**. 2 * 3\n\nNELL\n(softly)\nIs it _here_?\n\nCUT TO:\n\n> The end <"
    )
    assert editor.document().isUndoAvailable()
    editor.undo()
    assert editor.text() == ""


def test_a_web_page_is_plain_text(editor: ScriptEditor):
    _paste(editor, "<p>She <b>waits</b>.</p>", "She waits.")
    assert editor.text() == "She waits."


def test_final_drafts_xml(editor: ScriptEditor):
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><FinalDraft DocumentType="Script" Version="5"><Content>'
        '<Paragraph Type="Scene Heading"><Text>INT. FERRY - NIGHT</Text></Paragraph>'
        '<Paragraph Type="Character"><Text>NELL</Text></Paragraph>'
        '<Paragraph Type="Dialogue"><Text>Yes.</Text></Paragraph></Content></FinalDraft>'
    )
    _paste(editor, text=xml)
    assert [kind for kind in editor.classifier.kinds if kind is not ElementKind.BLANK] == [
        ElementKind.SCENE_HEADING,
        ElementKind.CHARACTER,
        ElementKind.DIALOGUE,
    ]


def test_damaged_xml_is_pasted_as_it_is(editor: ScriptEditor):
    xml = '<?xml version="1.0"?><FinalDraft><Content>'
    _paste(editor, text=xml)
    assert editor.text() == xml


def test_paste_as_it_is(editor: ScriptEditor):
    data = QMimeData()
    data.setHtml(_WORD)
    data.setText("INT. FERRY\r\nShe waits.")
    QGuiApplication.clipboard().setMimeData(data)
    editor.paste_plain()
    assert editor.text() == "INT. FERRY\nShe waits."


def test_nothing_is_pasted_into_a_read_only_text(editor: ScriptEditor):
    editor.setReadOnly(True)
    _paste(editor, text="x")
    assert editor.text() == ""
