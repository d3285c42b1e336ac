"""Models in both worlds: read, written, quantized, adapted; and what is refused."""

from pathlib import Path

import gguf
import numpy as np
import pytest
import torch

from scriptwriter.domain.errors import BadModel
from scriptwriter.training import export, gguf_file, layout
from scriptwriter.training.base import load_base
from scriptwriter.training.finish import file_stem
from scriptwriter.training.verify import Reader, compare, torch_loss
from tests.tiny_gguf import make_tiny
from tests.training.tiny import CONTEXT, make_model

IDS = np.array([0, 300, 301, 5000, 12, 13, 14, 15000, 77, 300, 301, 42], dtype=np.int32)
EXAMPLE = (IDS, np.append(IDS[1:], 7).astype(np.int32))


@pytest.mark.parametrize("architecture", layout.ARCHITECTURES)
def test_round_trip_keeps_the_logits(architecture: str, tmp_path: Path) -> None:
    source = make_model(tmp_path / "source.gguf", architecture)
    base = load_base(source, tmp_path)
    assert base.context == CONTEXT
    again = tmp_path / "again.gguf"
    export.export_model(base, base.model, again, "again")
    for path in (source, again):
        reader = Reader(path, CONTEXT, 1)
        agreement = compare(reader, base.model, [EXAMPLE])
        assert agreement.largest < 0.05
        assert agreement.same_choice == 1
        assert reader.loss([EXAMPLE]) == pytest.approx(torch_loss(base.model, [EXAMPLE]), abs=0.01)
        reader.close()
    old, new = ({t.name: t.data for t in gguf_file.read(path).tensors} for path in (source, again))
    assert old.keys() == new.keys()
    assert all(np.array_equal(old[name], new[name]) for name in old)


@pytest.mark.parametrize("architecture", layout.ARCHITECTURES)
def test_adapter_beside_the_base_is_the_merged_model(architecture: str, tmp_path: Path) -> None:
    base = load_base(make_model(tmp_path / "source.gguf", architecture), tmp_path)
    model = export.with_lora(base, 4)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_B" in name:
                parameter.normal_(0, 0.1)
    export.export_adapter(base, model, tmp_path / "voice.gguf", "voice")
    reader = Reader(base.template, CONTEXT, 1, adapter=tmp_path / "voice.gguf")
    assert compare(reader, model, [EXAMPLE]).largest < 0.05
    reader.close()
    plain = Reader(base.template, CONTEXT, 1)
    assert compare(plain, model, [EXAMPLE]).largest > 0.2
    plain.close()
    base.model = export.merged(model)
    export.export_model(base, base.model, tmp_path / "merged.gguf", "merged")
    reader = Reader(tmp_path / "merged.gguf", CONTEXT, 1)
    assert compare(reader, base.model, [EXAMPLE]).largest < 0.05
    reader.close()


def test_reads_what_the_package_reads(tmp_path: Path) -> None:
    path = make_tiny(tmp_path / "tiny.gguf", chat_template="{{ messages }}")
    ours, theirs = (
        {name: (field.contents(), field.types, field.offset) for name, field in fields.items()}
        for fields in (gguf_file.read(path).fields, gguf.GGUFReader(path).fields)
    )
    assert ours == theirs
    assert len(ours["tokenizer.ggml.tokens"][0]) > 256


@pytest.mark.parametrize("name", ["tokens", "scores"])
def test_refuses_a_file_that_ends_within_a_list(name: str, tmp_path: Path) -> None:
    whole = make_tiny(tmp_path / "tiny.gguf")
    field = gguf_file.read(whole).fields[f"tokenizer.ggml.{name}"]
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(whole.read_bytes()[: field.offset + 1000])
    with pytest.raises(BadModel, match="ends in the middle of a list"):
        gguf_file.read(cut)


def test_says_what_a_quantization_really_used(tiny: Path, tmp_path: Path) -> None:
    used = gguf_file.quantize(tiny, tmp_path / "q.gguf", "Q4_K_M", 1)
    assert "Q4_K" not in used  # rows of 64 are no multiple of 256


def test_refuses_other_architectures_by_name(tmp_path: Path) -> None:
    path = tmp_path / "other.gguf"
    writer = gguf.GGUFWriter(path, "mamba")
    writer.add_tensor("x", np.zeros(4, dtype=np.float32))
    gguf_file.finish(writer)
    with pytest.raises(BadModel, match="mamba"):
        load_base(path, tmp_path)


def test_refuses_folders_without_safetensors(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "gpt2"}')
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickle")
    with pytest.raises(BadModel, match="safetensors"):
        load_base(tmp_path, tmp_path / "work")


def test_every_voice_has_a_file_of_its_own() -> None:
    names = ["ОЛЬГА", "ИРИНА", "ANNA-МАРИЯ", "ANNA-ВЕРА", "ANNA", "MISS O'HARA", "José", "Jose"]
    stems = [file_stem(name) for name in names]
    assert len(set(stems)) == len(names)
    assert all(set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for stem in stems)
    assert (file_stem("ANNA"), file_stem("MISS O'HARA"), file_stem("?!")) == ("anna", "miss-o-hara", "model")
