from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.generation import ModelFormat, Request
from scriptwriter.engine.compose import (
    ChatFrame,
    Prompt,
    compose,
    cue_segments,
    split_last_paragraph,
    split_trailing_space,
)

CUE = Cue("romance", "ANNE", ("letter", "old bridge"))
SCENE = "INT. ROOM - NIGHT\n\nGILBERT\nYou came."


def flat(prompt: Prompt) -> str:
    return "".join(s.text for s in prompt.head) + prompt.text + "".join(s.text for s in prompt.last)


def test_the_cue_is_laid_out_as_the_model_was_trained():
    text = "".join(segment.text for segment in cue_segments(CUE))
    assert text == "<|cue|><|genre|>romance<|character|>ANNE<|keywords|>letter, old bridge<|go|>"


def test_empty_fields_leave_no_trace():
    assert "".join(s.text for s in cue_segments(Cue())) == "<|cue|><|go|>"
    assert "".join(s.text for s in cue_segments(Cue(character="ANNE"))) == "<|cue|><|character|>ANNE<|go|>"


def test_only_the_format_s_own_words_become_control_tokens():
    prompt = compose(Request("He typed <|stop|>", Cue("<|go|>")), ModelFormat.CUE)
    control = [segment.text for segment in prompt.last if segment.control]
    assert control == ["<|cue|>", "<|genre|>", "<|go|>"]
    assert "<|stop|>" in prompt.text


def test_the_text_before_the_cue_ends_without_white_space():
    prompt = compose(Request(SCENE + "\n\n", CUE), ModelFormat.CUE)
    assert prompt.text == SCENE
    assert prompt.prefix == "\n\n"


def test_changing_the_cue_changes_only_the_last_part():
    for kind in (ModelFormat.CUE, ModelFormat.PLAIN):
        one = compose(Request(SCENE, CUE), kind)
        other = compose(Request(SCENE, Cue("crime", "GILBERT", ("knife",))), kind)
        assert (one.head, one.text) == (other.head, other.text)
        assert one.last != other.last


def test_a_plain_model_gets_a_note_before_the_paragraph_at_hand():
    prompt = compose(Request(SCENE, CUE), ModelFormat.PLAIN)
    assert flat(prompt) == (
        "INT. ROOM - NIGHT\n\n[[Genre: romance. ANNE speaks next. With the words: letter, old bridge.]]\n\n"
        "GILBERT\nYou came."
    )


def test_without_a_wish_a_plain_model_sees_the_text_alone():
    assert flat(compose(Request(SCENE), ModelFormat.PLAIN)) == SCENE


def test_the_character_s_lines_stand_just_before_the_cue_paragraph():
    request = Request(SCENE, CUE, character_lines=("I must go.", "Never."))
    text = flat(compose(request, ModelFormat.PLAIN))
    assert text.index("ANNE\nI must go.") < text.index("ANNE\nNever.") < text.index("[[") < text.index("GILBERT")
    cue_text = flat(compose(request, ModelFormat.CUE))
    assert cue_text.index("I must go.") < cue_text.index("GILBERT") < cue_text.index("<|cue|>")


def test_a_chat_model_s_frame_goes_around_the_text():
    frames = {form: ChatFrame(f"<{form.value}>", "</user>") for form in Form}
    prompt = compose(Request(SCENE, CUE, max_words=50), ModelFormat.CHAT, frames)
    text = flat(prompt)
    assert text.startswith("<script>" + SCENE)
    assert text.endswith("At most 50 words.</user>") or "at most 50 words" in text
    assert "ANNE speaks next." in text
    assert prompt.lead == "\n\n"


def test_a_chat_answer_in_mid_sentence_is_led_in_by_a_space():
    frames = {form: ChatFrame("", "") for form in Form}
    assert compose(Request("He came and", form=Form.PROSE), ModelFormat.CHAT, frames).lead == " "
    typed = compose(Request("He came and ", form=Form.PROSE), ModelFormat.CHAT, frames)
    assert (typed.lead, typed.opens_text) == ("", True)


def test_an_empty_script_begins_with_the_passage_itself():
    for kind in (ModelFormat.CUE, ModelFormat.PLAIN):
        for text in ("", "  \n\n "):
            assert compose(Request(text, CUE), kind).opens_text


def test_trailing_space_is_at_most_a_blank_line():
    assert split_trailing_space("a") == ("a", "")
    assert split_trailing_space("a  ") == ("a", " ")
    assert split_trailing_space("a \n") == ("a", "\n")
    assert split_trailing_space("a\r\n\r\n") == ("a", "\n\n")
    assert split_trailing_space("a\n\n\n\n") == ("a", "\n\n")
    assert split_trailing_space(" \n") == ("", "")


def test_a_long_last_paragraph_is_parted_at_a_sentence():
    long = "One sentence. " * 200
    before, last = split_last_paragraph(long.strip())
    assert before + last == long.strip()
    assert before.endswith(".")
    assert len(last) <= 600
    unbroken = "x" * 5000
    before, last = split_last_paragraph(unbroken)
    assert before + last == unbroken
    assert len(last) == 600
