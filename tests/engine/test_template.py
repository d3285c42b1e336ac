"""Chat templates are code from strangers: what they must be able to do, and what they must not."""

import pytest

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadModel
from scriptwriter.engine.template import INSTRUCTIONS, chat_frames
from tests.engine.variants import TEMPLATE


def test_an_ordinary_template_gives_both_halves():
    frame = chat_frames(TEMPLATE, "<s>", "</s>")[Form.SCRIPT]
    assert frame.before.startswith("<|system|>\n" + INSTRUCTIONS[Form.SCRIPT])
    assert frame.before.endswith("---\n")
    assert frame.after.strip().endswith("<|assistant|>")


def test_special_tokens_are_handed_in():
    frame = chat_frames(
        "{{ bos_token }}{{ messages[0].content }}{{ messages[-1].content }}{{ eos_token }}", "<s>", "</s>"
    )
    assert frame[Form.PROSE].before.startswith("<s>")
    assert frame[Form.PROSE].after == "</s>"


def test_a_template_without_system_messages_gets_the_instruction_in_the_user_s_turn():
    refusing = (
        "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
        "[INST]{{ messages[0].content }}[/INST]"
    )
    frame = chat_frames(refusing, "", "")[Form.SCRIPT]
    assert frame.before.startswith("[INST]" + INSTRUCTIONS[Form.SCRIPT])
    dropping = "{% for m in messages if m.role == 'user' %}[INST]{{ m.content }}[/INST]{% endfor %}"
    assert INSTRUCTIONS[Form.PROSE] in chat_frames(dropping, "", "")[Form.PROSE].before


_LOOP = "{% for i in range(99999) %}"
ENDLESS = _LOOP * 3 + "{% endfor %}" * 3
HOSTILE = {
    "endless loop": ENDLESS,
    "attribute access": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "huge string": "{{ 'a' * 10 ** 11 }}",
    "doubling": "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "huge output": "{% for i in range(90000) %}{{ messages[-1].content }}{% endfor %}",
    "syntax": "{% for %}",
    "nothing": "hello",
    "include": "{% include '/etc/passwd' %}",
    "too long": "x" * 200_000,
}


@pytest.mark.parametrize("template", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_template_is_one_clear_line(template: str):
    with pytest.raises(BadModel) as caught:
        chat_frames(template, "", "")
    assert "\n" not in str(caught.value)
    assert "chat template" in str(caught.value)
