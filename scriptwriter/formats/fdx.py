"""Final Draft's XML, both ways.

What has no place of its own in one of the two is kept like this:

=====================  ========================================================================================
Fountain               Final Draft
=====================  ========================================================================================
section, depth n       paragraph of type ``Outline n``, not printed
synopsis               the scene's summary when it stands right below the heading, else ``Outline Body``
note of its own        script note whose range is the whole paragraph below it
note inside a text     script note with an empty range at its place; inside of a dual dialogue, where ranges do
                       not reach, a ``ScriptNote`` in the paragraph, as older Final Drafts have it
centred                action with ``Alignment="Center"``; ``New Act`` and ``End of Act`` when it reads like one
lyrics                 ``Singing``; ``Lyrics`` is read too
page break             ``StartsNewPage="Yes"`` of the paragraph below
line of a title field  title page paragraph with a ``Field`` attribute; without it the field is guessed
boneyard               nothing, except below a heading OMITTED: an omitted scene
=====================  ========================================================================================

``Shot``, ``General``, ``Cast List`` and types of the writer's own become action (a shot that counted as a scene
would number the scenes anew). Strikeout, colours, fonts, revisions and tags have no Fountain and are left out.
"""

from scriptwriter.formats.fdx_read import MAX_BYTES, read_fdx
from scriptwriter.formats.fdx_write import write_fdx

__all__ = ["MAX_BYTES", "read_fdx", "write_fdx"]
