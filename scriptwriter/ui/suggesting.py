"""Keeps what was offered with the script, and shows in the suggestions panel what there is for the cursor's place."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.passage import Passage
from scriptwriter.services import keywords, suggestions
from scriptwriter.services.suggestions import Alternative, Round
from scriptwriter.services.wishes import Wishes
from scriptwriter.ui.continuing import Continuing
from scriptwriter.ui.copies import NO_COPY, Copies
from scriptwriter.ui.dialogs.suggestion_tree import SuggestionTreeDialog
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.formats import utf16_length
from scriptwriter.ui.live_round import LiveRound
from scriptwriter.ui.panels.suggestion_model import Card, origin_of
from scriptwriter.ui.panels.suggestions import SuggestionsPanel
from scriptwriter.ui.realism import Realism
from scriptwriter.ui.safekeeping import Safekeeping
from scriptwriter.ui.suggestion_store import SuggestionStore
from scriptwriter.ui.timers import single_shot

#: The cursor has to rest so long before its place is looked up.
_LOOK_MS = 400
#: The cards follow the stream so often; the ghost itself follows at once.
_SHOW_MS = 80


class Suggesting(QObject):
    """The tree of the script that is open, and what of it the panel shows."""

    message = Signal(str)

    def __init__(
        self, editor: ScriptEditor, panel: SuggestionsPanel, continuing: Continuing, safekeeping: Safekeeping
    ) -> None:
        super().__init__(safekeeping)
        self._editor, self._panel = editor, panel
        self._continuing = continuing
        self.store = SuggestionStore(safekeeping)
        self._key = ""  # the place that the panel shows
        self._at = ""  # the round of it that the panel shows, by its id
        self._realism: Realism | None = None
        self._copies: Copies | None = None
        self._live: LiveRound | None = None
        self._record = Round("")  # what of the live round is kept
        self._trail: tuple[str, tuple[str, int]] | None = None  # the text after the last acceptance, and of what
        self._look_timer = single_shot(self, self._look, _LOOK_MS)
        self._show_timer = single_shot(self, self._show, _SHOW_MS)
        self._connect()

    def _connect(self) -> None:
        editor, panel, continuing = self._editor, self._panel, self._continuing
        editor.place_changed.connect(self._look_timer.start)
        editor.ghost_changed.connect(self._show_soon)
        editor.ghost_accepted.connect(self._accepted)
        continuing.round_begun.connect(self._begun)
        continuing.grew.connect(self._show_soon)
        continuing.completed.connect(self._completed)
        continuing.shown_changed.connect(self._show_soon)
        continuing.running_changed.connect(self._running_changed)
        panel.chosen.connect(self._choose)
        panel.take_wanted.connect(self.take)
        panel.round_wanted.connect(self._browse)
        panel.places_wanted.connect(self.show_places)
        panel.left.connect(editor.setFocus)
        self.store.read.connect(self._look)

    def score_with(self, realism: Realism) -> None:
        """Let this one judge what is offered."""
        self._realism = realism
        realism.suggestions_scored.connect(self._show_soon)

    def compare_with(self, copies: Copies) -> None:
        """Let this one say what of it stands in the training text."""
        self._copies = copies
        copies.found.connect(self._show_soon)

    def forget(self) -> None:
        """Another script will be shown; its project, if it has one, is read when it is open."""
        self.store.forget()
        self._live, self._trail, self._key, self._at = None, None, "", ""
        self._show()

    # -- the round on hand -------------------------------------------------------------------------

    @Slot(object)
    def _begun(self, live: LiveRound) -> None:
        self._live = live
        if live.kept:
            self._record = self.store.tree.round(live.kept) or Round(suggestions.key_of(live.before))
        else:
            self._record = Round(
                suggestions.key_of(live.before),
                model=live.model,
                genre=live.genre,
                character=live.wishes.character or "",
                keywords=live.wishes.keywords,
                lead=suggestions.lead_of(live.before),
            )
            self._key = self._record.place
        self._at = self._record.id
        self._show_soon()

    @Slot(object)
    def _completed(self, passage: Passage) -> None:
        if self._live is None or not passage.text.strip():
            return
        taken = any(one.number == passage.index and one.taken for one in self._record.alternatives)
        self._add(Alternative(passage.index, passage.text, passage.keywords_used, passage.finish, taken))

    def _add(self, one: Alternative) -> None:
        """Keep an alternative, the place where it was asked for, and what had led there."""
        live, record = self._live, self._record
        if live is None:
            return
        others = [other for other in record.alternatives if other.number != one.number]
        ordered = sorted([*others, one], key=lambda item: item.number)
        self._record = replace(record, alternatives=tuple(ordered))
        parent = self._trail[1] if self._trail and live.before.startswith(self._trail[0]) else None
        self.store.keep(self.store.tree.add(live.before, self._record, parent))
        self._show_soon()

    @Slot(str)
    def _accepted(self, _text: str) -> None:
        """Some of the ghost is in the text now: it is one that was taken, and it leads to another place."""
        live = self._live
        if live is None:
            return
        number = live.number(live.shown)
        known = self._record.alternative(number)
        if known is None:
            self._add(Alternative(number, live.text, self._used(live.wishes, live.text), "cancelled", True))
        elif not known.taken:
            self.store.keep(self.store.tree.take(self._record.id, number))
            self._record = self.store.tree.round(self._record.id) or self._record
        after = self._editor.text_before_cursor()
        self._trail = (after, (self._record.id, number))
        if not self._occupied:
            self.store.keep(self.store.tree.reach(after, self._trail[1]))
        self._show_soon()

    @staticmethod
    def _used(wishes: Wishes, text: str) -> tuple[str, ...]:
        return tuple(word for word in wishes.keywords if keywords.uses(word, text))

    @Slot(bool)
    def _running_changed(self, running: bool) -> None:
        self._show()
        if not running:
            self._look_timer.start()

    # -- what the panel shows ----------------------------------------------------------------------

    @Slot()
    def _show_soon(self) -> None:
        if not self._show_timer.isActive():
            self._show_timer.start()

    @property
    def _occupied(self) -> bool:
        """Whether the round on hand is still at stake: what it says stands in the text, or is on its way."""
        return self._live is not None and (self._continuing.running or self._editor.has_ghost())

    @Slot()
    def _look(self) -> None:
        """Show what there is for the place where the cursor rests."""
        if self._occupied:
            self._show()
            return
        key = suggestions.key_of(self._tail())
        if key != self._key or self.store.tree.round(self._at) is None:
            rounds = self.store.tree.rounds_at(key)
            self._key, self._at = key, rounds[-1].id if rounds else ""
        self._show()

    def _tail(self) -> str:
        """The end of what stands before the cursor; the whole text would take too long in a large script."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionEnd())  # where a ghost would begin
        parts = [_utf16_head(cursor.block().text(), cursor.positionInBlock())]
        block, size = cursor.block().previous(), len(parts[0])
        while block.isValid() and size <= suggestions.TAIL_CHARS:
            parts.append(block.text())
            size += len(parts[-1]) + 1
            block = block.previous()
        return "\n".join(reversed(parts))

    @Slot()
    def _show(self) -> None:
        self._show_timer.stop()
        rounds = self._rounds()
        at = next((index for index, one in enumerate(rounds) if one.id == self._at), len(rounds) - 1)
        if not rounds:
            self._panel.show_round([], 0, 0, self._empty_note())
            return
        self._at = rounds[at].id
        cards = self._compared(self._scored(self._cards(rounds[at])), rounds[at].model)
        self._panel.show_round(cards, at + 1, len(rounds))

    def _scored(self, cards: Sequence[Card]) -> list[Card]:
        """The cards with what is known of their scores; those that are complete are judged soon."""
        realism = self._realism
        if realism is None:
            return list(cards)
        realism.score_suggestions([card.text for card in cards if not card.streaming], self._editor.form())
        return [replace(card, score=None if card.streaming else realism.score_of(card.text)) for card in cards]

    def _compared(self, cards: list[Card], model: str) -> list[Card]:
        """The cards with what of them stands in the training text; those that are complete are looked up soon."""
        copies = self._copies
        if copies is None:
            return cards
        copies.look([card.text for card in cards if not card.streaming], model)
        return [replace(card, copied=NO_COPY if card.streaming else copies.of(card.text, model)) for card in cards]

    def _rounds(self) -> list[Round]:
        rounds = self.store.tree.rounds_at(self._key)
        mine = self._record
        if self._occupied and mine.place == self._key and all(one.id != mine.id for one in rounds):
            rounds.append(mine)
        return rounds

    def _empty_note(self) -> str:
        place = self.store.tree.place(self._key)
        if place is not None and place.parent is not None:
            return self.tr("A suggestion led here. Undo, or Earlier…, shows what else was offered.")
        return ""

    def _cards(self, one: Round) -> list[Card]:
        live = self._live if self._occupied and one.id == self._record.id else None
        source, form = origin_of(one), self._editor.form()
        if live is not None and not live.kept:
            return [self._live_card(live, index, source) for index in range(len(live.texts))]
        shown = live.number(live.shown) if live is not None and self._editor.has_ghost() else -1
        return [
            Card(
                item.text,
                form,
                one.keywords,
                frozenset(item.used),
                source,
                shown=item.number == shown,
                taken=item.taken,
                lead=one.begins,
            )
            for item in one.alternatives
        ]

    def _live_card(self, live: LiveRound, index: int, source: str) -> Card:
        known, text = self._record.alternative(index), live.texts[index]
        return Card(
            text,
            self._editor.form(),
            live.wishes.keywords,
            frozenset(known.used if known else self._used(live.wishes, text)),
            source,
            streaming=self._continuing.running and index not in live.passages,
            shown=index == live.shown,
            taken=known is not None and known.taken,
            lead=self._record.begins,
        )

    # -- what the writer wants ---------------------------------------------------------------------

    @Slot(int)
    def _choose(self, row: int) -> None:
        """Let an alternative of the round that is shown be the ghost."""
        live = self._live if self._occupied and self._at == self._record.id else None
        if live is not None and self._editor.has_ghost():
            if row != live.shown and not self._continuing.show_alternative(row):
                if row < len(live.texts) and live.texts[row]:
                    self.message.emit(self.tr("This one does not begin with what you have taken."))
                self._panel.choose(live.shown)
        elif live is None and (one := self.store.tree.round(self._at)) is not None and row < len(one.alternatives):
            self._show_again(one, row)

    def _show_again(self, one: Round, row: int) -> None:
        before = self._editor.text_before_cursor()
        self._continuing.show_again(
            LiveRound(
                before,
                Wishes(keywords=one.keywords, character=one.character or None, genre=one.genre),
                one.genre,
                one.model,
                [suggestions.fitted(item.text, one.lead, before) for item in one.alternatives],
                shown=row,
                numbers=[item.number for item in one.alternatives],
                kept=one.id,
            )
        )

    @Slot(int)
    def take(self, row: int) -> None:
        """Put an alternative into the text, and go on there."""
        self._choose(row)
        if self._live is not None and self._live.shown == row:
            self._editor.accept_ghost()
        self._editor.setFocus()

    @Slot(int)
    def _browse(self, step: int) -> None:
        identities = [one.id for one in self._rounds()]
        if self._at in identities:
            wanted = identities.index(self._at) + step
            self._at = identities[min(max(wanted, 0), len(identities) - 1)]
            self._show()

    # -- earlier places ----------------------------------------------------------------------------

    @Slot()
    def show_places(self) -> None:
        """The tree of this script."""
        if not self.store.tree.has_rounds():
            self.message.emit(self.tr("Nothing has been offered in this script yet."))
            return
        everything, text = self.store.tree.snapshot(), self._editor.text()
        dialog = SuggestionTreeDialog(everything, text, self._editor.form(), self._key, self._editor.window())
        dialog.place_wanted.connect(self.go_to)
        dialog.alternative_wanted.connect(self.show_kept)
        dialog.exec()
        dialog.deleteLater()

    @Slot(str)
    def go_to(self, key: str) -> None:
        """Put the cursor where a place is now, and show what was offered there."""
        place = self.store.tree.place(key)
        if place is None:
            return
        text = self._editor.text()
        at = suggestions.where(place.anchor, text)
        if at is None:
            self.message.emit(self.tr("The words before this place are no longer in the script."))
        else:
            cursor = self._editor.textCursor()
            cursor.setPosition(utf16_length(text[:at]))
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()
            self._editor.setFocus()
        rounds = self.store.tree.rounds_at(key)
        self._key, self._at = key, rounds[-1].id if rounds else ""
        self._look_timer.stop()
        self._show()

    @Slot(str, int)
    def show_kept(self, identity: str, number: int) -> None:
        """Let an alternative from anywhere in the tree be the ghost at the cursor."""
        one = self.store.tree.round(identity)
        rows = [item.number for item in one.alternatives] if one is not None else []
        if one is not None and number in rows:
            self._key, self._at = one.place, one.id
            self._show_again(one, rows.index(number))
            self._editor.setFocus()


def _utf16_head(text: str, units: int) -> str:
    """So many of the units that Qt counts in."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass")
