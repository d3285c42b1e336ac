<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AddModelDialog</name>
  <message>
   <source>&amp;Back to the List</source>
   <translation>&amp;Zurück zur Liste</translation>
  </message>
  <message>
   <source>&amp;Download and Add</source>
   <translation>&amp;Herunterladen und hinzufügen</translation>
  </message>
  <message>
   <source>&amp;Look Up</source>
   <translation>Nach&amp;schlagen</translation>
  </message>
  <message>
   <source>&amp;Name on {0}:</source>
   <translation>N&amp;ame auf {0}:</translation>
  </message>
  <message>
   <source>&amp;Use It Now</source>
   <translation>&amp;Jetzt verwenden</translation>
  </message>
  <message>
   <source>A GGUF file on this machine. It stays where it is.</source>
   <translation>Eine GGUF-Datei auf diesem Rechner. Sie bleibt, wo sie ist.</translation>
  </message>
  <message>
   <source>Add a Model</source>
   <translation>Modell hinzufügen</translation>
  </message>
  <message>
   <source>Add a Model File</source>
   <translation>Modelldatei hinzufügen</translation>
  </message>
  <message>
   <source>Choose a &amp;File…</source>
   <translation>&amp;Datei wählen…</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>Dateien</translation>
  </message>
  <message>
   <source>Files of {0}, licence: {1}</source>
   <translation>Dateien von {0}, Lizenz: {1}</translation>
  </message>
  <message>
   <source>Its makers ask you to agree to their terms first, on its page.</source>
   <translation>Wer es gemacht hat, verlangt, dass Sie zuerst auf der Seite des Modells den Bedingungen zustimmen.</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Looking up and downloading go to the internet, to {0}. The model's name is sent there, and nothing of what you write. Once it is here, a model works offline.</source>
   <translation>Nachschlagen und Herunterladen gehen ins Internet, zu {0}. Gesendet wird der Name des Modells und nichts von dem, was Sie schreiben. Ist ein Modell einmal hier, arbeitet es ohne Netz.</translation>
  </message>
  <message>
   <source>Made for</source>
   <translation>Gemacht für</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Arbeitsspeicher</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Models (*.gguf);;All files (*)</source>
   <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Nobody could try it for this program; this is what is said of it.</source>
   <translation>Für dieses Programm konnte es niemand ausprobieren; so wird es beschrieben.</translation>
  </message>
  <message>
   <source>OWNER/NAME, or the address of its page</source>
   <translation>BESITZER/NAME oder die Adresse der Seite</translation>
  </message>
  <message>
   <source>On this machine</source>
   <translation>Auf diesem Rechner</translation>
  </message>
  <message>
   <source>Recommended models</source>
   <translation>Empfohlene Modelle</translation>
  </message>
  <message>
   <source>Recommended models, with open licences</source>
   <translation>Empfohlene Modelle mit offenen Lizenzen</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>This machine has {0} of memory: the model may be slow, or not open at all.</source>
   <translation>Dieser Rechner hat {0} Arbeitsspeicher: Das Modell könnte langsam sein oder sich gar nicht öffnen lassen.</translation>
  </message>
  <message>
   <source>You may close this window meanwhile: it goes on.</source>
   <translation>Sie können dieses Fenster inzwischen schließen: Es geht weiter.</translation>
  </message>
  <message>
   <source>about {0}</source>
   <translation>etwa {0}</translation>
  </message>
  <message>
   <source>fits</source>
   <translation>passt</translation>
  </message>
  <message>
   <source>following instructions</source>
   <translation>Anweisungen befolgen</translation>
  </message>
  <message>
   <source>going on with a text</source>
   <translation>Text weiterschreiben</translation>
  </message>
  <message>
   <source>no licence named</source>
   <translation>keine Lizenz genannt</translation>
  </message>
  <message>
   <source>too large for this machine</source>
   <translation>zu groß für diesen Rechner</translation>
  </message>
  <message>
   <source>{0} is in the model menu now.</source>
   <translation>{0} steht jetzt im Modellmenü.</translation>
  </message>
 </context>
 <context>
  <name>AddingModel</name>
  <message>
   <source>Connecting</source>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Looking up {0}</source>
   <translation>{0} wird nachgeschlagen</translation>
  </message>
  <message>
   <source>Opening it once, to see that it works</source>
   <translation>Einmal öffnen, um zu sehen, ob es geht</translation>
  </message>
  <message>
   <source>Stopped. What is there of a download is kept.</source>
   <translation>Angehalten. Was von einem Herunterladen da ist, bleibt erhalten.</translation>
  </message>
  <message>
   <source>{0} is in the model menu now.</source>
   <translation>{0} steht jetzt im Modellmenü.</translation>
  </message>
 </context>
 <context>
  <name>Blind</name>
  <message>
   <source>The pairs are ready to be compared.</source>
   <translation>Die Paare sind bereit zum Vergleichen.</translation>
  </message>
 </context>
 <context>
  <name>BlindDialog</name>
  <message>
   <source>Compare Blind</source>
   <translation>Blind vergleichen</translation>
  </message>
 </context>
 <context>
  <name>Calibrating</name>
  <message>
   <source>A Folder with Your Own Texts</source>
   <translation>Ein Ordner mit eigenen Texten</translation>
  </message>
  <message>
   <source>Calibrating the scores for {0}: it takes a few minutes.</source>
   <translation>Die Werte werden auf {0} abgestimmt: Das dauert einige Minuten.</translation>
  </message>
  <message>
   <source>No model is ready yet.</source>
   <translation>Es ist noch kein Modell bereit.</translation>
  </message>
  <message>
   <source>Texts (*.fountain *.spmd *.txt *.md);;All files (*)</source>
   <translation>Texte (*.fountain *.spmd *.txt *.md);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>The scores are calibrated for {0} now.</source>
   <translation>Die Werte sind jetzt auf {0} abgestimmt.</translation>
  </message>
  <message>
   <source>Your Own Texts</source>
   <translation>Eigene Texte</translation>
  </message>
 </context>
 <context>
  <name>CardModel</name>
  <message>
   <source>1 word</source>
   <translation>1 Wort</translation>
  </message>
  <message>
   <source>In the training text: {0}</source>
   <translation>Im Trainingstext: {0}</translation>
  </message>
  <message>
   <source>Suggestion {0} of {1}</source>
   <translation>Vorschlag {0} von {1}</translation>
  </message>
  <message>
   <source>Waiting for its first words…</source>
   <translation>Wartet auf die ersten Worte…</translation>
  </message>
  <message>
   <source>shown</source>
   <translation>gezeigt</translation>
  </message>
  <message>
   <source>shown in the text</source>
   <translation>im Text gezeigt</translation>
  </message>
  <message>
   <source>taken</source>
   <translation>übernommen</translation>
  </message>
  <message>
   <source>uses {0}</source>
   <translation>verwendet {0}</translation>
  </message>
  <message>
   <source>without {0}</source>
   <translation>ohne {0}</translation>
  </message>
  <message>
   <source>{0} words</source>
   <translation>{0} Wörter</translation>
  </message>
  <message>
   <source>{0} words stand in the training text</source>
   <translation>{0} Wörter stehen so im Trainingstext</translation>
  </message>
 </context>
 <context>
  <name>CastPanel</name>
  <message>
   <source>&amp;Notes</source>
   <translation>&amp;Notizen</translation>
  </message>
  <message>
   <source>&amp;Rename…</source>
   <translation>&amp;Umbenennen…</translation>
  </message>
  <message>
   <source>&amp;Scenes</source>
   <translation>S&amp;zenen</translation>
  </message>
  <message>
   <source>Characters</source>
   <translation>Figuren</translation>
  </message>
  <message>
   <source>Characters appear here when they speak.</source>
   <translation>Figuren erscheinen hier, sobald sie sprechen.</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notizen</translation>
  </message>
  <message>
   <source>Scenes with {0}</source>
   <translation>Szenen mit {0}</translation>
  </message>
  <message>
   <source>What the model should know about her, in a line or two</source>
   <translation>Was das Modell über die Figur wissen soll, in ein, zwei Zeilen</translation>
  </message>
 </context>
 <context>
  <name>CastTab</name>
  <message>
   <source>Also called</source>
   <translation>Heißt auch</translation>
  </message>
  <message>
   <source>Call the chosen:</source>
   <translation>Die Gewählten heißen:</translation>
  </message>
  <message>
   <source>Character</source>
   <translation>Figur</translation>
  </message>
  <message>
   <source>Characters</source>
   <translation>Figuren</translation>
  </message>
  <message>
   <source>Choose names that mean the same character and give them one name.</source>
   <translation>Wählen Sie Namen, die dieselbe Figur meinen, und geben Sie ihnen einen Namen.</translation>
  </message>
  <message>
   <source>Merge</source>
   <translation>Zusammenlegen</translation>
  </message>
  <message>
   <source>Nobody speaks in these texts.</source>
   <translation>In diesen Texten spricht niemand.</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Separate Again</source>
   <translation>Wieder trennen</translation>
  </message>
  <message>
   <source>Speeches</source>
   <translation>Repliken</translation>
  </message>
 </context>
 <context>
  <name>CommandPalette</name>
  <message>
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <source>Command palette</source>
   <translation>Befehlspalette</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Type a command…</source>
   <translation>Befehl eingeben…</translation>
  </message>
 </context>
 <context>
  <name>CompareView</name>
  <message>
   <source>Comparison</source>
   <translation>Vergleich</translation>
  </message>
  <message>
   <source>The two texts are the same.</source>
   <translation>Die beiden Texte sind gleich.</translation>
  </message>
  <message>
   <source>There is more that is different, which is not shown.</source>
   <translation>Weitere Unterschiede werden nicht angezeigt.</translation>
  </message>
  <message>
   <source>{0} lines are the same</source>
   <translation>{0} gleiche Zeilen</translation>
  </message>
 </context>
 <context>
  <name>CompletionPopup</name>
  <message>
   <source>Completions</source>
   <translation>Ergänzungen</translation>
  </message>
 </context>
 <context>
  <name>ContinuationPanel</name>
  <message>
   <source> words</source>
   <translation> Wörter</translation>
  </message>
  <message>
   <source>&amp;Character</source>
   <translation>F&amp;igur</translation>
  </message>
  <message>
   <source>&amp;Genre</source>
   <translation>&amp;Genre</translation>
  </message>
  <message>
   <source>&amp;Keywords</source>
   <translation>Stich&amp;wörter</translation>
  </message>
  <message>
   <source>&amp;Length</source>
   <translation>Höchs&amp;tens</translation>
  </message>
  <message>
   <source>Another</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Any</source>
   <translation>Beliebig</translation>
  </message>
  <message>
   <source>Anyone</source>
   <translation>Beliebig</translation>
  </message>
  <message>
   <source>As the title page says</source>
   <translation>Wie auf der Titelseite</translation>
  </message>
  <message>
   <source>Character</source>
   <translation>Figur</translation>
  </message>
  <message>
   <source>Continuation</source>
   <translation>Fortsetzung</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Continue the text (Ctrl+Return)</source>
   <translation>Den Text weiterschreiben (Strg+Return)</translation>
  </message>
  <message>
   <source>Genre</source>
   <translation>Genre</translation>
  </message>
  <message>
   <source>Longest passage</source>
   <translation>Längste Passage</translation>
  </message>
  <message>
   <source>Next passage</source>
   <translation>Nächste Passage</translation>
  </message>
  <message>
   <source>So many words at most</source>
   <translation>Höchstens so viele Wörter</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <source>Stop (Esc)</source>
   <translation>Stoppen (Esc)</translation>
  </message>
  <message>
   <source>Throw this one away and draw another (Ctrl+Shift+Return)</source>
   <translation>Diese Passage verwerfen und eine andere schreiben (Strg+Umschalt+Return)</translation>
  </message>
  <message>
   <source>{0} (title page)</source>
   <translation>{0} (Titelseite)</translation>
  </message>
 </context>
 <context>
  <name>Continuing</name>
  <message>
   <source>Alternative {0} of {1}</source>
   <translation>Alternative {0} von {1}</translation>
  </message>
  <message>
   <source>Choose a model in the Model menu.</source>
   <translation>Im Menü „Modell“ ein Modell wählen.</translation>
  </message>
  <message>
   <source>Tab accepts the passage, Ctrl+Right a word of it, Shift+Tab a line. Esc dismisses it.</source>
   <translation>Tab übernimmt die Passage, Strg+Rechts ein Wort davon, Umschalt+Tab eine Zeile. Esc verwirft sie.</translation>
  </message>
  <message>
   <source>The model is being opened…</source>
   <translation>Das Modell wird geöffnet…</translation>
  </message>
  <message>
   <source>This file is read-only; save it under another name to write on.</source>
   <translation>Diese Datei ist schreibgeschützt; zum Weiterschreiben unter anderem Namen speichern.</translation>
  </message>
  <message>
   <source>{0} of {1} keywords used.</source>
   <translation>Verwendete Stichwörter: {0} von {1}.</translation>
  </message>
 </context>
 <context>
  <name>CorpusPage</name>
  <message>
   <source>Characters</source>
   <translation>Figuren</translation>
  </message>
  <message>
   <source>Left Out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Left Out ({0})</source>
   <translation>Ausgelassen ({0})</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>Tabellen</translation>
  </message>
  <message>
   <source>This is how your texts were understood. Change what is wrong; nothing has to be.</source>
   <translation>So wurden Ihre Texte verstanden. Ändern Sie, was nicht stimmt; nichts muss sein.</translation>
  </message>
  <message>
   <source>Works</source>
   <translation>Werke</translation>
  </message>
  <message>
   <source>Works: {0}</source>
   <translation>Werke: {0}</translation>
  </message>
  <message>
   <source>characters: {0}</source>
   <translation>Figuren: {0}</translation>
  </message>
  <message>
   <source>duplicates left out: {0}</source>
   <translation>ausgelassene Doppel: {0}</translation>
  </message>
  <message>
   <source>held out for checking: {0} %</source>
   <translation>zum Prüfen zurückgehalten: {0} %</translation>
  </message>
  <message>
   <source>languages: {0}</source>
   <translation>Sprachen: {0}</translation>
  </message>
  <message>
   <source>words: {0}</source>
   <translation>Wörter: {0}</translation>
  </message>
 </context>
 <context>
  <name>CrashDialog</name>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>&amp;Save…</source>
   <translation>&amp;Speichern…</translation>
  </message>
  <message>
   <source>Crash report</source>
   <translation>Absturzbericht</translation>
  </message>
  <message>
   <source>Not saved: {0}</source>
   <translation>Nicht gespeichert: {0}</translation>
  </message>
  <message>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <source>Save the report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>The last time, Scriptwriter crashed. This report says where in the program; nothing of your text is in it. It stays here unless you send it to somebody.</source>
   <translation>Beim letzten Mal ist Scriptwriter abgestürzt. Dieser Bericht sagt, an welcher Stelle des Programms; von Ihrem Text enthält er nichts. Er bleibt auf diesem Rechner, solange Sie ihn niemandem schicken.</translation>
  </message>
 </context>
 <context>
  <name>DayPlot</name>
  <message>
   <source>Nothing was written in these days.</source>
   <translation>In diesen Tagen wurde nichts geschrieben.</translation>
  </message>
  <message>
   <source>Words a day</source>
   <translation>Wörter pro Tag</translation>
  </message>
 </context>
 <context>
  <name>Exporting</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Exported to {0}.</source>
   <translation>Exportiert nach {0}.</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Printing…</source>
   <translation>Wird gedruckt…</translation>
  </message>
  <message>
   <source>Reading {0}…</source>
   <translation>{0} wird gelesen…</translation>
  </message>
  <message>
   <source>Scripts ({0})</source>
   <translation>Drehbücher ({0})</translation>
  </message>
  <message>
   <source>The printer cannot be reached.</source>
   <translation>Der Drucker ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>Writing {0}…</source>
   <translation>{0} wird geschrieben…</translation>
  </message>
 </context>
 <context>
  <name>FileController</name>
  <message>
   <source>&amp;Edit Anyway</source>
   <translation>&amp;Trotzdem bearbeiten</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Fountain (*.fountain)</source>
   <translation>Fountain (*.fountain)</translation>
  </message>
  <message>
   <source>It can be opened read-only; what you change can be saved as a copy.</source>
   <translation>Sie lässt sich schreibgeschützt öffnen; Änderungen können als Kopie gespeichert werden.</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open &amp;Read-Only</source>
   <translation>&amp;Schreibgeschützt öffnen</translation>
  </message>
  <message>
   <source>Open elsewhere</source>
   <translation>Anderswo geöffnet</translation>
  </message>
  <message>
   <source>Opened read-only: {0}.</source>
   <translation>Schreibgeschützt geöffnet: {0}.</translation>
  </message>
  <message>
   <source>Save As</source>
   <translation>Speichern unter</translation>
  </message>
  <message>
   <source>Saved {0}.</source>
   <translation>{0} gespeichert.</translation>
  </message>
  <message>
   <source>Scripts and stories (*.fountain *.txt *.md)</source>
   <translation>Drehbücher und Erzählungen (*.fountain *.txt *.md)</translation>
  </message>
  <message>
   <source>Unsaved text</source>
   <translation>Ungespeicherter Text</translation>
  </message>
  <message>
   <source>Untitled</source>
   <translation>Unbenannt</translation>
  </message>
  <message>
   <source>it is open elsewhere</source>
   <translation>Die Datei ist anderswo geöffnet</translation>
  </message>
  <message>
   <source>{0} has text that is not saved. Save it?</source>
   <translation>{0} enthält ungespeicherten Text. Speichern?</translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message>
   <source>Nothing found</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <source>Nothing to change: it is the same already</source>
   <translation>Nichts zu ändern: Es steht schon so da</translation>
  </message>
  <message>
   <source>from the end again</source>
   <translation>wieder vom Ende an</translation>
  </message>
  <message>
   <source>from the top again</source>
   <translation>wieder von Anfang an</translation>
  </message>
  <message>
   <source>{0} found</source>
   <translation>{0} gefunden</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
  <message>
   <source>{0} replaced</source>
   <translation>{0} ersetzt</translation>
  </message>
 </context>
 <context>
  <name>FindFields</name>
  <message>
   <source>Action</source>
   <translation>Handlung</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Dialogue</source>
   <translation>Dialog</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Everywhere</source>
   <translation>Überall</translation>
  </message>
  <message>
   <source>Find</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Find and replace</source>
   <translation>Suchen und Ersetzen</translation>
  </message>
  <message>
   <source>Headings</source>
   <translation>Überschriften</translation>
  </message>
  <message>
   <source>Keep capitals as they are: HARBOUR, Harbour, harbour</source>
   <translation>Großschreibung beibehalten: HAFEN, Hafen, hafen</translation>
  </message>
  <message>
   <source>Match capitals and small letters</source>
   <translation>Groß- und Kleinschreibung beachten</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Nächste</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Vorherige</translation>
  </message>
  <message>
   <source>Regular expression</source>
   <translation>Regulärer Ausdruck</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Replace All</source>
   <translation>Alle ersetzen</translation>
  </message>
  <message>
   <source>Replace with</source>
   <translation>Ersetzen durch</translation>
  </message>
  <message>
   <source>Shift+Enter</source>
   <translation>Umschalt+Enter</translation>
  </message>
  <message>
   <source>Where to search</source>
   <translation>Suchbereich</translation>
  </message>
  <message>
   <source>Whole words only</source>
   <translation>Nur ganze Wörter</translation>
  </message>
  <message>
   <source>Word</source>
   <translation>Wort</translation>
  </message>
  <message>
   <source>{0} says</source>
   <translation>{0} spricht</translation>
  </message>
 </context>
 <context>
  <name>JournalKeeper</name>
  <message>
   <source>Unsaved text is not protected at present: {0}</source>
   <translation>Ungespeicherter Text ist zurzeit nicht geschützt: {0}</translation>
  </message>
 </context>
 <context>
  <name>KeysDialog</name>
  <message>
   <source>&amp;None</source>
   <translation>&amp;Keines</translation>
  </message>
  <message>
   <source>&amp;Reset All</source>
   <translation>Alle z&amp;urücksetzen</translation>
  </message>
  <message>
   <source>&amp;Set</source>
   <translation>&amp;Zuweisen</translation>
  </message>
  <message>
   <source>&amp;Usual Keys</source>
   <translation>&amp;Standard</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>Befehl</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>More than one command has {0}: only one of them can be reached by it.</source>
   <translation>Mehrfach belegt: {0}. Nur einer der Befehle ist damit erreichbar.</translation>
  </message>
  <message>
   <source>New &amp;keys</source>
   <translation>&amp;Neues Kürzel</translation>
  </message>
  <message>
   <source>New keys</source>
   <translation>Neues Kürzel</translation>
  </message>
  <message>
   <source>Remark</source>
   <translation>Bemerkung</translation>
  </message>
  <message>
   <source>also: {0}</source>
   <translation>auch: {0}</translation>
  </message>
 </context>
 <context>
  <name>KeywordField</name>
  <message>
   <source>Add a keyword</source>
   <translation>Stichwort hinzufügen</translation>
  </message>
  <message>
   <source>Add a word or two…</source>
   <translation>Ein, zwei Wörter…</translation>
  </message>
  <message>
   <source>Add the keyword {0}</source>
   <translation>Stichwort {0} hinzufügen</translation>
  </message>
  <message>
   <source>Click to remove.</source>
   <translation>Zum Entfernen anklicken.</translation>
  </message>
  <message>
   <source>From this scene</source>
   <translation>Aus dieser Szene</translation>
  </message>
  <message>
   <source>Keyword {0}, used; remove</source>
   <translation>Stichwort {0}, verwendet; entfernen</translation>
  </message>
  <message>
   <source>Keyword {0}; remove</source>
   <translation>Stichwort {0}; entfernen</translation>
  </message>
  <message>
   <source>Six is as many as help.</source>
   <translation>Mehr als sechs helfen nicht.</translation>
  </message>
  <message>
   <source>Used in the passage. Click to remove.</source>
   <translation>In der Passage verwendet. Zum Entfernen anklicken.</translation>
  </message>
  <message>
   <source>Words that the next passage should contain; Return adds one.</source>
   <translation>Wörter, die in der nächsten Passage vorkommen sollen; Return fügt eines hinzu.</translation>
  </message>
 </context>
 <context>
  <name>LeftOutTab</name>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>For example</source>
   <translation>Zum Beispiel</translation>
  </message>
  <message>
   <source>How often</source>
   <translation>Wie oft</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Nothing was left out.</source>
   <translation>Nichts wurde ausgelassen.</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Warum</translation>
  </message>
 </context>
 <context>
  <name>Likeness</name>
  <message>
   <source>No character has a voice on {0} yet. A voice is trained on a character's own lines.</source>
   <translation>Auf {0} hat noch keine Figur eine Stimme. Eine Stimme lernt aus den eigenen Sätzen einer Figur.</translation>
  </message>
  <message>
   <source>No model is ready yet.</source>
   <translation>Es ist noch kein Modell bereit.</translation>
  </message>
  <message>
   <source>Put the cursor into a speech, or choose a character who speaks.</source>
   <translation>Den Cursor in eine Rede setzen oder eine Figur auswählen, die spricht.</translation>
  </message>
  <message>
   <source>The model is busy with your next lines. The comparison waits for it.</source>
   <translation>Das Modell ist mit den nächsten Zeilen beschäftigt. Der Vergleich wartet darauf.</translation>
  </message>
  <message>
   <source>This speech is too short: with fewer than {0} words it could be anybody's.</source>
   <translation>Diese Rede ist zu kurz: Mit weniger als {0} Wörtern könnte sie von jeder Figur sein.</translation>
  </message>
  <message>
   <source>{0}: the speech is being read.</source>
   <translation>{0}: Die Rede wird gelesen.</translation>
  </message>
 </context>
 <context>
  <name>LikenessPanel</name>
  <message>
   <source>&amp;Train voices…</source>
   <translation>Stimmen an&amp;lernen…</translation>
  </message>
  <message>
   <source>Does not sound like {0}, the only voice there is.</source>
   <translation>Klingt nicht nach {0}, der einzigen Stimme, die es gibt.</translation>
  </message>
  <message>
   <source>Sounds about as much like {0} as like {1}.</source>
   <translation>Klingt etwa gleich sehr nach {0} wie nach {1}.</translation>
  </message>
  <message>
   <source>Sounds like nobody who has a voice; {0} comes closest.</source>
   <translation>Klingt nach keiner Figur, die eine Stimme hat; {0} kommt am nächsten.</translation>
  </message>
  <message>
   <source>Sounds like {0}, the only voice there is.</source>
   <translation>Klingt nach {0}, der einzigen Stimme, die es gibt.</translation>
  </message>
  <message>
   <source>Sounds most like {0}, then {1}.</source>
   <translation>Klingt am meisten nach {0}, dann nach {1}.</translation>
  </message>
  <message>
   <source>Vo&amp;ice</source>
   <translation>Stimm&amp;e</translation>
  </message>
  <message>
   <source>Voices, the best fit first</source>
   <translation>Stimmen, die passendste zuerst</translation>
  </message>
  <message>
   <source>{0}: {1} nats per token against the model without a voice</source>
   <translation>{0}: {1} Nats je Token gegenüber dem Modell ohne Stimme</translation>
  </message>
  <message>
   <source>{0}: “{1}”</source>
   <translation>{0}: „{1}“</translation>
  </message>
 </context>
 <context>
  <name>LossPlot</name>
  <message>
   <source>Loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <source>Loss during the training</source>
   <translation>Verlust während des Trainings</translation>
  </message>
  <message>
   <source>Loss: {0}</source>
   <translation>Verlust: {0}</translation>
  </message>
  <message>
   <source>Nothing to show yet</source>
   <translation>Noch nichts zu zeigen</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <source>Step {0} of {1}: training loss {2}</source>
   <translation>Schritt {0} von {1}: Trainingsverlust {2}</translation>
  </message>
  <message>
   <source>Step {0}: held-out loss {1}</source>
   <translation>Schritt {0}: Verlust am Prüftext {1}</translation>
  </message>
  <message>
   <source>Step {0}: held-out loss {1}, the best so far</source>
   <translation>Schritt {0}: Verlust am Prüftext {1}, bisher am besten</translation>
  </message>
  <message>
   <source>The first figures come in a moment.</source>
   <translation>Die ersten Zahlen kommen gleich.</translation>
  </message>
  <message>
   <source>best held-out loss {0} at step {1}</source>
   <translation>kleinster Verlust am Prüftext {0} bei Schritt {1}</translation>
  </message>
  <message>
   <source>best so far</source>
   <translation>bisher am besten</translation>
  </message>
  <message>
   <source>held-out text</source>
   <translation>Prüftext</translation>
  </message>
  <message>
   <source>training text</source>
   <translation>Lerntext</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>About Scriptwriter</source>
   <translation>Über Scriptwriter</translation>
  </message>
  <message>
   <source>Nobody speaks in this script.</source>
   <translation>In diesem Drehbuch spricht niemand.</translation>
  </message>
  <message>
   <source>Realism</source>
   <translation>Echtheit</translation>
  </message>
  <message>
   <source>Scriptwriter {0}

Writes on in your script or story with a model on this machine. Your text never leaves it.

MIT licence. Courier Prime: SIL Open Font License.</source>
   <translation>Scriptwriter {0}

Schreibt Ihr Drehbuch oder Ihre Erzählung mit einem Modell auf diesem Rechner weiter. Ihr Text verlässt ihn nie.

MIT-Lizenz. Courier Prime: SIL Open Font License.</translation>
  </message>
  <message>
   <source>Table Read</source>
   <translation>Leseprobe</translation>
  </message>
  <message>
   <source>{0} is a new script now. Save it to keep it.</source>
   <translation>{0} ist jetzt ein neues Drehbuch. Speichern, um es zu behalten.</translation>
  </message>
 </context>
 <context>
  <name>Menus</name>
  <message>
   <source>New from &amp;Template</source>
   <translation>Neu aus &amp;Vorlage</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>Noch nichts</translation>
  </message>
  <message>
   <source>Open &amp;Recent</source>
   <translation>&amp;Zuletzt geöffnet</translation>
  </message>
  <message>
   <source>Spelling &amp;Language</source>
   <translation>S&amp;prache der Rechtschreibung</translation>
  </message>
 </context>
 <context>
  <name>ModelMenu</name>
  <message>
   <source> (added)</source>
   <translation> (hinzugefügt)</translation>
  </message>
  <message>
   <source>&amp;Add a Model File…</source>
   <translation>&amp;Modelldatei hinzufügen…</translation>
  </message>
  <message>
   <source>&amp;Model</source>
   <translation>&amp;Modell</translation>
  </message>
  <message>
   <source>Add a Model File</source>
   <translation>Modelldatei hinzufügen</translation>
  </message>
  <message>
   <source>Models (*.gguf);;All files (*)</source>
   <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>No model installed</source>
   <translation>Kein Modell installiert</translation>
  </message>
  <message>
   <source>cannot be used</source>
   <translation>nicht verwendbar</translation>
  </message>
  <message>
   <source>opening…</source>
   <translation>wird geöffnet…</translation>
  </message>
  <message>
   <source>ready</source>
   <translation>bereit</translation>
  </message>
 </context>
 <context>
  <name>NotesPanel</name>
  <message>
   <source>Line {0}</source>
   <translation>Zeile {0}</translation>
  </message>
  <message>
   <source>Notes appear here: select some words and choose Format, Note.</source>
   <translation>Notizen erscheinen hier: Wörter auswählen und im Menü „Format“ auf „Notiz“ gehen.</translation>
  </message>
  <message>
   <source>Notes in the script</source>
   <translation>Notizen im Drehbuch</translation>
  </message>
 </context>
 <context>
  <name>Origins</name>
  <message>
   <source>As it stands</source>
   <translation>Wie es jetzt dasteht</translation>
  </message>
  <message>
   <source>As it was accepted</source>
   <translation>Wie es übernommen wurde</translation>
  </message>
  <message>
   <source>Exported to {0}.</source>
   <translation>Exportiert nach {0}.</translation>
  </message>
  <message>
   <source>From a suggestion</source>
   <translation>Aus einem Vorschlag</translation>
  </message>
  <message>
   <source>Nothing in this text is from a suggestion.</source>
   <translation>Nichts in diesem Text stammt aus einem Vorschlag.</translation>
  </message>
  <message>
   <source>Origins</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Origins Report</source>
   <translation>Herkunftsbericht</translation>
  </message>
  <message>
   <source>This Is &amp;Mine Now</source>
   <translation>Das ist jetzt &amp;meins</translation>
  </message>
  <message>
   <source>d MMM yyyy, HH:mm</source>
   <translation>d. MMM yyyy, HH:mm</translation>
  </message>
  <message>
   <source>edited since</source>
   <translation>seither bearbeitet</translation>
  </message>
  <message>
   <source>line {0}</source>
   <translation>Zeile {0}</translation>
  </message>
  <message>
   <source>page {0}</source>
   <translation>Seite {0}</translation>
  </message>
  <message>
   <source>unchanged</source>
   <translation>unverändert</translation>
  </message>
  <message>
   <source>{0} of them stand as they were accepted, {1} in passages that were edited since.</source>
   <translation>{0} davon stehen da, wie sie übernommen wurden, {1} in Passagen, die seither bearbeitet wurden.</translation>
  </message>
  <message>
   <source>{0} of {1} words ({2} %) are from suggestions.</source>
   <translation>{0} von {1} Wörtern ({2} %) stammen aus Vorschlägen.</translation>
  </message>
  <message>
   <source>{0}, origins</source>
   <translation>{0}, Herkunft</translation>
  </message>
 </context>
 <context>
  <name>OriginsDialog</name>
  <message>
   <source>&amp;Export…</source>
   <translation>&amp;Exportieren…</translation>
  </message>
  <message>
   <source>Origins</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <source>Passages from suggestions</source>
   <translation>Passagen aus Vorschlägen</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Stelle</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Stand</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>The passage</source>
   <translation>Die Passage</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
 </context>
 <context>
  <name>Outline</name>
  <message>
   <source>Colour: {0}</source>
   <translation>Farbe: {0}</translation>
  </message>
  <message>
   <source>Scene {0}</source>
   <translation>Szene {0}</translation>
  </message>
  <message>
   <source>Untitled</source>
   <translation>Ohne Titel</translation>
  </message>
 </context>
 <context>
  <name>OutlinePanel</name>
  <message>
   <source>Filter scenes</source>
   <translation>Szenen filtern</translation>
  </message>
  <message>
   <source>Filter scenes…</source>
   <translation>Szenen filtern…</translation>
  </message>
  <message>
   <source>Move down</source>
   <translation>Nach unten verschieben</translation>
  </message>
  <message>
   <source>Move up</source>
   <translation>Nach oben verschieben</translation>
  </message>
  <message>
   <source>No scene or section contains “{0}”.</source>
   <translation>Keine Szene und kein Abschnitt enthält „{0}“.</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Gliederung</translation>
  </message>
  <message>
   <source>Scenes and sections</source>
   <translation>Szenen und Abschnitte</translation>
  </message>
  <message>
   <source>Scenes and sections appear here as you write them.</source>
   <translation>Szenen und Abschnitte erscheinen hier beim Schreiben.</translation>
  </message>
 </context>
 <context>
  <name>OutlineView</name>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>Go to</source>
   <translation>Gehe zu</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Synopsis</source>
   <translation>Synopsis</translation>
  </message>
  <message>
   <source>Synopsis…</source>
   <translation>Synopsis…</translation>
  </message>
  <message>
   <source>What happens in {0}, in a line or two:</source>
   <translation>Was in „{0}“ geschieht, in ein, zwei Zeilen:</translation>
  </message>
 </context>
 <context>
  <name>OutsideChanges</name>
  <message>
   <source>Your text is {0} now.</source>
   <translation>Ihr Text ist jetzt {0}.</translation>
  </message>
  <message>
   <source>{0} was changed by another program and read again.</source>
   <translation>{0} wurde von einem anderen Programm geändert und neu gelesen.</translation>
  </message>
 </context>
 <context>
  <name>OutsideDialog</name>
  <message>
   <source>&amp;Join Both</source>
   <translation>Beide &amp;zusammenführen</translation>
  </message>
  <message>
   <source>At {0} places both changed the same lines: joining keeps yours there.</source>
   <translation>Stellen, an denen beide dieselben Zeilen geändert haben: {0}. Beim Zusammenführen bleiben dort Ihre Zeilen.</translation>
  </message>
  <message>
   <source>Changed outside</source>
   <translation>Außerhalb geändert</translation>
  </message>
  <message>
   <source>Keep &amp;Mine</source>
   <translation>&amp;Meinen Text behalten</translation>
  </message>
  <message>
   <source>Save Mine &amp;Apart…</source>
   <translation>Meinen Text &amp;getrennt speichern…</translation>
  </message>
  <message>
   <source>Take the &amp;File's</source>
   <translation>Text der &amp;Datei übernehmen</translation>
  </message>
  <message>
   <source>The changes are at different places: joining keeps all of them.</source>
   <translation>Die Änderungen stehen an verschiedenen Stellen: Beim Zusammenführen bleiben alle erhalten.</translation>
  </message>
  <message>
   <source>The file's</source>
   <translation>Text der Datei</translation>
  </message>
  <message>
   <source>Yours</source>
   <translation>Ihr Text</translation>
  </message>
  <message>
   <source>{0} was changed by another program, and you have text here that is not saved. Whatever you choose, the other text stays among the versions.</source>
   <translation>{0} wurde von einem anderen Programm geändert, und hier ist noch ungespeicherter Text. Was Sie auch wählen: Der andere Text bleibt unter den Versionen.</translation>
  </message>
 </context>
 <context>
  <name>Overview</name>
  <message>
   <source>Cast</source>
   <translation>Figuren</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notizen</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Gliederung</translation>
  </message>
  <message>
   <source>The cursor is in no scene.</source>
   <translation>Der Cursor steht in keiner Szene.</translation>
  </message>
  <message>
   <source>The text is read-only.</source>
   <translation>Der Text ist schreibgeschützt.</translation>
  </message>
  <message>
   <source>There is no text below it that could come back.</source>
   <translation>Darunter steht kein Text, der zurückgeholt werden könnte.</translation>
  </message>
  <message>
   <source>{0} is {1} now, in {2} lines.</source>
   <translation>{0} heißt jetzt {1}; geänderte Zeilen: {2}.</translation>
  </message>
  <message>
   <source>{0} scene numbers are gone.</source>
   <translation>Entfernte Szenennummern: {0}.</translation>
  </message>
  <message>
   <source>{0} scenes have a new number.</source>
   <translation>Neu nummerierte Szenen: {0}.</translation>
  </message>
 </context>
 <context>
  <name>PageView</name>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
 </context>
 <context>
  <name>PairView</name>
  <message>
   <source>The text begins here.</source>
   <translation>Hier beginnt der Text.</translation>
  </message>
  <message>
   <source>What stands before</source>
   <translation>Was davor steht</translation>
  </message>
 </context>
 <context>
  <name>PickPage</name>
  <message>
   <source>&amp;Stop and Count</source>
   <translation>Auf&amp;hören und zählen</translation>
  </message>
  <message>
   <source>A is better</source>
   <translation>A ist besser</translation>
  </message>
  <message>
   <source>B is better</source>
   <translation>B ist besser</translation>
  </message>
  <message>
   <source>Keys: A, B, = for neither, Backspace takes the last pick back.</source>
   <translation>Tasten: A, B, = für keines, Rücktaste nimmt die letzte Wahl zurück.</translation>
  </message>
  <message>
   <source>Neither</source>
   <translation>Keines</translation>
  </message>
  <message>
   <source>Take &amp;Back</source>
   <translation>&amp;Zurücknehmen</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
 </context>
 <context>
  <name>PlanPage</name>
  <message>
   <source>&amp;More</source>
   <translation>&amp;Mehr</translation>
  </message>
  <message>
   <source>A model of its own</source>
   <translation>Ein eigenes Modell</translation>
  </message>
  <message>
   <source>A model of its own writes on as your texts do. A voice is how one character speaks; the base model stays as it is otherwise.</source>
   <translation>Ein eigenes Modell schreibt weiter wie Ihre Texte. Eine Stimme ist, wie eine Figur spricht; sonst bleibt das Grundmodell, wie es ist.</translation>
  </message>
  <message>
   <source>Base model:</source>
   <translation>Grundmodell:</translation>
  </message>
  <message>
   <source>Characters to get a voice</source>
   <translation>Figuren, die eine Stimme bekommen</translation>
  </message>
  <message>
   <source>Decided</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Make:</source>
   <translation>Ergebnis:</translation>
  </message>
  <message>
   <source>Minutes at most:</source>
   <translation>Höchstens Minuten:</translation>
  </message>
  <message>
   <source>My model</source>
   <translation>Mein Modell</translation>
  </message>
  <message>
   <source>No limit</source>
   <translation>Unbegrenzt</translation>
  </message>
  <message>
   <source>Quantization:</source>
   <translation>Quantisierung:</translation>
  </message>
  <message>
   <source>Times through the text:</source>
   <translation>Durchgänge durch den Text:</translation>
  </message>
  <message>
   <source>Voices for characters, on the base model</source>
   <translation>Stimmen für Figuren, auf dem Grundmodell</translation>
  </message>
  <message>
   <source>Voices for characters: nobody has {0} speeches</source>
   <translation>Stimmen für Figuren: Niemand spricht {0}-mal</translation>
  </message>
  <message>
   <source>What is trained:</source>
   <translation>Was trainiert wird:</translation>
  </message>
  <message>
   <source>What it is called:</source>
   <translation>So heißt es:</translation>
  </message>
  <message>
   <source>{0} — {1} speeches</source>
   <translation>{0} — spricht {1}-mal</translation>
  </message>
  <message>
   <source>{0}; a voice needs {1}</source>
   <translation>{0}; für eine Stimme nötig: {1}</translation>
  </message>
 </context>
 <context>
  <name>PreviewDialog</name>
  <message>
   <source>&amp;Close</source>
   <translation>&amp;Schließen</translation>
  </message>
  <message>
   <source>Export &amp;PDF…</source>
   <translation>&amp;PDF exportieren…</translation>
  </message>
  <message>
   <source>P&amp;rint…</source>
   <translation>&amp;Drucken…</translation>
  </message>
  <message>
   <source>Page {0} of {1}</source>
   <translation>Seite {0} von {1}</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>Vorschau</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <source>Zoom (Ctrl++, Ctrl+-)</source>
   <translation>Zoom (Strg++, Strg+-)</translation>
  </message>
 </context>
 <context>
  <name>ProgressRow</name>
  <message>
   <source>&amp;Stop</source>
   <translation>S&amp;topp</translation>
  </message>
  <message>
   <source>Checking what is there already</source>
   <translation>Prüfen, was schon da ist</translation>
  </message>
  <message>
   <source>Downloading</source>
   <translation>Herunterladen</translation>
  </message>
  <message>
   <source>Opening it once, to see that it works</source>
   <translation>Einmal öffnen, um zu sehen, ob es geht</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Wird angehalten</translation>
  </message>
  <message>
   <source>{0} a second</source>
   <translation>{0} in der Sekunde</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
 </context>
 <context>
  <name>Realism</name>
  <message>
   <source>Looking up whether the scores know this model…</source>
   <translation>Es wird nachgesehen, ob die Werte dieses Modell kennen…</translation>
  </message>
  <message>
   <source>Put the cursor into a speech or a paragraph; 50 words together are enough.</source>
   <translation>Setzen Sie die Schreibmarke in eine Rede oder einen Absatz; 50 Wörter zusammen genügen.</translation>
  </message>
  <message>
   <source>Scores come when a model is ready.</source>
   <translation>Werte gibt es, sobald ein Modell bereit ist.</translation>
  </message>
  <message>
   <source>The passage is scored when you pause.</source>
   <translation>Die Passage wird bewertet, wenn Sie innehalten.</translation>
  </message>
  <message>
   <source>There are no scores: {0}</source>
   <translation>Es gibt keine Werte: {0}</translation>
  </message>
  <message>
   <source>View, Realism Scores shows them.</source>
   <translation>Ansicht, Echtheitswerte zeigt sie.</translation>
  </message>
 </context>
 <context>
  <name>RealismPanel</name>
  <message>
   <source>Along the script</source>
   <translation>Durch den ganzen Text</translation>
  </message>
  <message>
   <source>Calibrate for This Model…</source>
   <translation>Auf dieses Modell abstimmen…</translation>
  </message>
  <message>
   <source>How expected each word is</source>
   <translation>Wie erwartbar jedes Wort ist</translation>
  </message>
  <message>
   <source>Realism</source>
   <translation>Echtheit</translation>
  </message>
  <message>
   <source>Score</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>What would change it</source>
   <translation>Was ihn ändern würde</translation>
  </message>
  <message>
   <source>Where it errs more often</source>
   <translation>Wo sie sich öfter irrt</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Warum</translation>
  </message>
 </context>
 <context>
  <name>RealismWords</name>
  <message>
   <source>A few words that nobody would expect, where they fit, or fewer that do not.</source>
   <translation>Ein paar Wörter, mit denen niemand rechnet, wo sie passen, oder weniger, wo sie nicht passen.</translation>
  </message>
  <message>
   <source>A plain stretch beside a surprising one.</source>
   <translation>Eine schlichte Stelle neben einer überraschenden.</translation>
  </message>
  <message>
   <source>Another word in a few of the places that the map shows without a line.</source>
   <translation>Ein anderes Wort an einigen der Stellen, die unten ohne Linie stehen.</translation>
  </message>
  <message>
   <source>Calibrated with texts of your own, the scores judge such writing too.</source>
   <translation>Mit eigenen Texten kalibriert, beurteilen die Werte auch solche Texte.</translation>
  </message>
  <message>
   <source>Cannot be judged: {0}.</source>
   <translation>Lässt sich nicht beurteilen: {0}.</translation>
  </message>
  <message>
   <source>Compares this passage's style with human plays and fiction; it cannot tell who wrote it.</source>
   <translation>Vergleicht den Stil dieser Passage mit Stücken und Erzählungen von Menschen; wer sie geschrieben hat, lässt sich daraus nicht erkennen.</translation>
  </message>
  <message>
   <source>Fewer names, or clearer ones.</source>
   <translation>Weniger Namen oder deutlichere.</translation>
  </message>
  <message>
   <source>Human writing that is called generated more often than other people's: {0}.</source>
   <translation>Texte von Menschen, die öfter als andere für erzeugt gehalten werden: {0}.</translation>
  </message>
  <message>
   <source>It is spelled as plays and fiction are.</source>
   <translation>Es ist geschrieben wie Stücke und Erzählungen.</translation>
  </message>
  <message>
   <source>It is spelled otherwise than plays and fiction are.</source>
   <translation>Es ist anders geschrieben als Stücke und Erzählungen.</translation>
  </message>
  <message>
   <source>It repeats itself as people do.</source>
   <translation>Es wiederholt sich, wie Menschen es tun.</translation>
  </message>
  <message>
   <source>It repeats itself more or less than people do.</source>
   <translation>Es wiederholt sich mehr oder weniger, als Menschen es tun.</translation>
  </message>
  <message>
   <source>It surprises as people do.</source>
   <translation>Es überrascht, wie Menschen es tun.</translation>
  </message>
  <message>
   <source>It takes the most obvious next word about as often as people do.</source>
   <translation>Es nimmt etwa so oft das nächstliegende Wort wie Menschen.</translation>
  </message>
  <message>
   <source>It takes the most obvious next word more or less often than people do.</source>
   <translation>Es nimmt öfter oder seltener als Menschen das nächstliegende Wort.</translation>
  </message>
  <message>
   <source>Its length is less usual for people.</source>
   <translation>Seine Länge ist bei Menschen weniger üblich.</translation>
  </message>
  <message>
   <source>Its length is usual for people.</source>
   <translation>Seine Länge ist bei Menschen üblich.</translation>
  </message>
  <message>
   <source>Its surprises are fewer, or wilder, than people's.</source>
   <translation>Seine Überraschungen sind seltener oder wilder als die von Menschen.</translation>
  </message>
  <message>
   <source>Its words and pairs of words are less those of plays and fiction.</source>
   <translation>Seine Wörter und Wortpaare sind weniger die von Stücken und Erzählungen.</translation>
  </message>
  <message>
   <source>Its words and pairs of words are those of plays and fiction.</source>
   <translation>Seine Wörter und Wortpaare sind die von Stücken und Erzählungen.</translation>
  </message>
  <message>
   <source>Its words stand together as they do in plays and fiction.</source>
   <translation>Seine Wörter stehen so beieinander wie in Stücken und Erzählungen.</translation>
  </message>
  <message>
   <source>Its words stand together otherwise than in plays and fiction.</source>
   <translation>Seine Wörter stehen anders beieinander als in Stücken und Erzählungen.</translation>
  </message>
  <message>
   <source>More common words, or a few that are less so.</source>
   <translation>Gebräuchlichere Wörter oder ein paar weniger gebräuchliche.</translation>
  </message>
  <message>
   <source>Names come up as they do in people's writing.</source>
   <translation>Namen kommen vor wie in Texten von Menschen.</translation>
  </message>
  <message>
   <source>Names come up otherwise than in people's writing.</source>
   <translation>Namen kommen anders vor als in Texten von Menschen.</translation>
  </message>
  <message>
   <source>Not calibrated for this model.</source>
   <translation>Nicht auf dieses Modell abgestimmt.</translation>
  </message>
  <message>
   <source>Not scored yet.</source>
   <translation>Noch nicht bewertet.</translation>
  </message>
  <message>
   <source>Nothing said twice, unless it is meant.</source>
   <translation>Nichts zweimal, wenn es nicht gewollt ist.</translation>
  </message>
  <message>
   <source>Other punctuation: fewer or more commas, dashes, questions.</source>
   <translation>Andere Zeichensetzung: weniger oder mehr Kommas, Striche, Fragen.</translation>
  </message>
  <message>
   <source>Other words in place of those that come again, or plainer ones.</source>
   <translation>Andere Wörter für die, die wiederkehren, oder schlichtere.</translation>
  </message>
  <message>
   <source>Phrases that could be heard, or read elsewhere; or, where all are, one that is new.</source>
   <translation>Wendungen, die man hören oder anderswo lesen könnte; oder, wo alle so sind, eine neue.</translation>
  </message>
  <message>
   <source>Plain and surprising words alternate as in people's writing.</source>
   <translation>Schlichte und überraschende Wörter wechseln sich ab wie in Texten von Menschen.</translation>
  </message>
  <message>
   <source>Plain and surprising words alternate otherwise than in people's writing.</source>
   <translation>Schlichte und überraschende Wörter wechseln sich anders ab als in Texten von Menschen.</translation>
  </message>
  <message>
   <source>Rare words are about as frequent as in people's writing.</source>
   <translation>Seltene Wörter sind etwa so häufig wie in Texten von Menschen.</translation>
  </message>
  <message>
   <source>Rare words are more or less frequent than in people's writing.</source>
   <translation>Seltene Wörter sind häufiger oder seltener als in Texten von Menschen.</translation>
  </message>
  <message>
   <source>Reads like human script: {0}/100 (likely {1}–{2}).</source>
   <translation>Liest sich wie ein Drehbuch von Menschen: {0}/100 (wahrscheinlich {1}–{2}).</translation>
  </message>
  <message>
   <source>Sentences of other lengths and with other beginnings.</source>
   <translation>Sätze von anderer Länge und mit anderem Anfang.</translation>
  </message>
  <message>
   <source>Small words (the, of, she) are about as frequent as in people's writing.</source>
   <translation>Kleine Wörter (the, of, she) sind etwa so häufig wie in Texten von Menschen.</translation>
  </message>
  <message>
   <source>Small words (the, of, she) are more or less frequent than in people's writing.</source>
   <translation>Kleine Wörter (the, of, she) sind häufiger oder seltener als in Texten von Menschen.</translation>
  </message>
  <message>
   <source>The punctuation is like people's.</source>
   <translation>Die Zeichensetzung ist wie bei Menschen.</translation>
  </message>
  <message>
   <source>The punctuation is unusual for people.</source>
   <translation>Die Zeichensetzung ist bei Menschen ungewöhnlich.</translation>
  </message>
  <message>
   <source>The sentences begin and vary in length as people's do.</source>
   <translation>Die Sätze beginnen und wechseln in der Länge wie bei Menschen.</translation>
  </message>
  <message>
   <source>The sentences begin, or vary in length, otherwise than people's do.</source>
   <translation>Die Sätze beginnen oder wechseln in der Länge anders als bei Menschen.</translation>
  </message>
  <message>
   <source>The vocabulary is as rich as people's.</source>
   <translation>Der Wortschatz ist so reich wie der von Menschen.</translation>
  </message>
  <message>
   <source>The vocabulary is poorer or richer than people's usually is.</source>
   <translation>Der Wortschatz ist ärmer oder reicher als meist bei Menschen.</translation>
  </message>
  <message>
   <source>The words are about as predictable as people's.</source>
   <translation>Die Wörter sind etwa so vorhersehbar wie die von Menschen.</translation>
  </message>
  <message>
   <source>The words are more or less predictable than people's usually are.</source>
   <translation>Die Wörter sind vorhersehbarer oder weniger vorhersehbar, als sie es bei Menschen meist sind.</translation>
  </message>
  <message>
   <source>Tighter or looser sentences: small words less or more.</source>
   <translation>Straffere oder losere Sätze: weniger oder mehr kleine Wörter.</translation>
  </message>
  <message>
   <source>Too short to judge.</source>
   <translation>Zu kurz, um es zu beurteilen.</translation>
  </message>
  <message>
   <source>Words that are neither the obvious choice nor far-fetched; the map shows both.</source>
   <translation>Wörter, die weder naheliegen noch weit hergeholt sind; unten ist beides zu sehen.</translation>
  </message>
  <message>
   <source>Words that belong to this scene alone.</source>
   <translation>Wörter, die nur in diese Szene gehören.</translation>
  </message>
  <message>
   <source>it does not look like English</source>
   <translation>es sieht nicht nach Englisch aus</translation>
  </message>
  <message>
   <source>it is mostly signs and numbers</source>
   <translation>es besteht vor allem aus Zeichen und Zahlen</translation>
  </message>
  <message>
   <source>it looks like code</source>
   <translation>es sieht nach Programmtext aus</translation>
  </message>
  <message>
   <source>it looks like verse</source>
   <translation>es sieht nach Versen aus</translation>
  </message>
  <message>
   <source>it looks like writing of today, of which the score knows too little</source>
   <translation>es sieht nach einem heutigen Text aus, und davon weiß die Wertung zu wenig</translation>
  </message>
  <message>
   <source>it repeats a few words</source>
   <translation>es wiederholt ein paar Wörter</translation>
  </message>
  <message>
   <source>the model cannot read it</source>
   <translation>das Modell kann es nicht lesen</translation>
  </message>
  <message>
   <source>there are no words in it</source>
   <translation>es hat keine Wörter</translation>
  </message>
  <message>
   <source>{0}/100 (likely {1}–{2})</source>
   <translation>{0}/100 (wahrscheinlich {1}–{2})</translation>
  </message>
 </context>
 <context>
  <name>RecoveryDialog</name>
  <message>
   <source>&amp;Discard…</source>
   <translation>&amp;Verwerfen…</translation>
  </message>
  <message>
   <source>&amp;Later</source>
   <translation>&amp;Später</translation>
  </message>
  <message>
   <source>&amp;Open It</source>
   <translation>Ö&amp;ffnen</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <source>Let the recovered text of {0} go for good?</source>
   <translation>Den wiederhergestellten Text von {0} endgültig verwerfen?</translation>
  </message>
  <message>
   <source>Recovered</source>
   <translation>Wiederhergestellt</translation>
  </message>
  <message>
   <source>Recovered text</source>
   <translation>Wiederhergestellter Text</translation>
  </message>
  <message>
   <source>Recovered texts</source>
   <translation>Wiederhergestellte Texte</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>Gespeichert</translation>
  </message>
  <message>
   <source>Scriptwriter did not end properly. It kept what was not saved: on the left your last saved text, on the right what you had typed since.</source>
   <translation>Scriptwriter wurde nicht ordnungsgemäß beendet. Was nicht gespeichert war, ist noch da: links der zuletzt gespeicherte Text, rechts das seither Geschriebene.</translation>
  </message>
  <message>
   <source>never saved</source>
   <translation>nie gespeichert</translation>
  </message>
 </context>
 <context>
  <name>ResultPage</name>
  <message>
   <source>&amp;Compare Again</source>
   <translation>Noch einmal &amp;vergleichen</translation>
  </message>
  <message>
   <source>By your picks {0} is the better one: the whole interval lies on its side. That holds for these places and your taste.</source>
   <translation>Nach dieser Auswahl ist {0} besser: Das ganze Intervall liegt auf dieser Seite. Das gilt für diese Stellen und diesen Geschmack.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Neither was the better one in any pair: that says nothing about which one is.</source>
   <translation>In keinem Paar war eines besser: Das sagt nichts darüber, welche Seite die bessere ist.</translation>
  </message>
  <message>
   <source>Nothing was picked, so nothing can be said.</source>
   <translation>Es wurde nichts gewählt, also lässt sich nichts sagen.</translation>
  </message>
  <message>
   <source>Pair</source>
   <translation>Paar</translation>
  </message>
  <message>
   <source>This decides nothing: so few picks could have come by chance, whatever they are.</source>
   <translation>Das entscheidet nichts: So wenige Entscheidungen könnten immer auch Zufall sein.</translation>
  </message>
  <message>
   <source>This decides nothing: the interval holds 50 %, so either may be the better one. All {0} decided picks would have to go the same way.</source>
   <translation>Das entscheidet nichts: Das Intervall enthält 50 %, jede Seite kann die bessere sein. Alle {0} entschiedenen Paare müssten gleich ausgehen.</translation>
  </message>
  <message>
   <source>This decides nothing: the interval holds 50 %, so either may be the better one. Of {0} decided picks at least {1} would have to go the same way.</source>
   <translation>Das entscheidet nichts: Das Intervall enthält 50 %, jede Seite kann die bessere sein. Von {0} entschiedenen Paaren müssten mindestens {1} gleich ausgehen.</translation>
  </message>
  <message>
   <source>What stands before</source>
   <translation>Was davor steht</translation>
  </message>
  <message>
   <source>Who wrote what</source>
   <translation>Wer was geschrieben hat</translation>
  </message>
  <message>
   <source>Your pick</source>
   <translation>Die Wahl</translation>
  </message>
  <message>
   <source>neither</source>
   <translation>keines</translation>
  </message>
  <message>
   <source>{0} (picked)</source>
   <translation>{0} (gewählt)</translation>
  </message>
  <message>
   <source>{0} was picked in {1} % of the decided pairs; the 95 % interval is {2} to {3} %.</source>
   <translation>{0} wurde in {1} % der entschiedenen Paare gewählt; das 95-%-Intervall reicht von {2} bis {3} %.</translation>
  </message>
  <message>
   <source>{0}: {1}, {2}: {3}, neither: {4}</source>
   <translation>{0}: {1}, {2}: {3}, keines: {4}</translation>
  </message>
 </context>
 <context>
  <name>ResultTab</name>
  <message>
   <source>Difference</source>
   <translation>Unterschied</translation>
  </message>
  <message>
   <source>Held-out loss</source>
   <translation>Verlust am Prüftext</translation>
  </message>
  <message>
   <source>Loss of the held-out text: {0} before, {1} after ({2} %)</source>
   <translation>Verlust am Prüftext: {0} vorher, {1} nachher ({2} %)</translation>
  </message>
  <message>
   <source>Quantization</source>
   <translation>Quantisierung</translation>
  </message>
  <message>
   <source>Quantizations</source>
   <translation>Quantisierungen</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Smaller files are quicker to open and a little less exact. The ticked one is in the model menu; the difference is to the largest.</source>
   <translation>Kleinere Dateien sind schneller geöffnet und etwas ungenauer. Die mit dem Haken steht im Modellmenü; der Unterschied ist der zur größten.</translation>
  </message>
 </context>
 <context>
  <name>Rewording</name>
  <message>
   <source>No model is ready yet.</source>
   <translation>Es ist noch kein Modell bereit.</translation>
  </message>
  <message>
   <source>Select the passage first.</source>
   <translation>Zuerst die Stelle auswählen.</translation>
  </message>
  <message>
   <source>Suggest</source>
   <translation>Vorschlagen</translation>
  </message>
  <message>
   <source>The text has changed here since: nothing was put in. Copy what you like, or ask again.</source>
   <translation>Der Text hat sich hier inzwischen geändert: Es wurde nichts eingesetzt. Was gefällt, lässt sich kopieren; sonst noch einmal fragen.</translation>
  </message>
  <message>
   <source>This file is read-only; save it under another name to write on.</source>
   <translation>Diese Datei ist schreibgeschützt; zum Weiterschreiben unter anderem Namen speichern.</translation>
  </message>
  <message>
   <source>This model can only continue a text. Choose one that follows instructions (chat) in the Model menu.</source>
   <translation>Dieses Modell kann Texte nur fortsetzen. Im Menü „Modell“ eines wählen, das Anweisungen befolgt (Chat).</translation>
  </message>
 </context>
 <context>
  <name>RewritingDialog</name>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>&amp;How</source>
   <translation>&amp;Wie</translation>
  </message>
  <message>
   <source>&amp;Insert</source>
   <translation>&amp;Einfügen</translation>
  </message>
  <message>
   <source>&amp;Replace</source>
   <translation>&amp;Ersetzen</translation>
  </message>
  <message>
   <source>Another</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>As it is</source>
   <translation>Wie es dasteht</translation>
  </message>
  <message>
   <source>Expand</source>
   <translation>Ausführen</translation>
  </message>
  <message>
   <source>Fill In</source>
   <translation>Lücke füllen</translation>
  </message>
  <message>
   <source>For example: colder, more formal, without the adverbs</source>
   <translation>Zum Beispiel: kälter, förmlicher, ohne die Adverbien</translation>
  </message>
  <message>
   <source>Insert &amp;After</source>
   <translation>&amp;Dahinter einfügen</translation>
  </message>
  <message>
   <source>Instruction</source>
   <translation>Anweisung</translation>
  </message>
  <message>
   <source>Return asks for suggestions.</source>
   <translation>Return holt Vorschläge.</translation>
  </message>
  <message>
   <source>Rewrite</source>
   <translation>Umformulieren</translation>
  </message>
  <message>
   <source>Shorten</source>
   <translation>Kürzen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <source>Suggest</source>
   <translation>Vorschlagen</translation>
  </message>
  <message>
   <source>Suggestions</source>
   <translation>Vorschläge</translation>
  </message>
  <message>
   <source>The gap</source>
   <translation>Die Lücke</translation>
  </message>
  <message>
   <source>Waiting for its first words…</source>
   <translation>Wartet auf die ersten Worte…</translation>
  </message>
 </context>
 <context>
  <name>RunPage</name>
  <message>
   <source>&amp;Compare with the Base Model…</source>
   <translation>Mit dem &amp;Grundmodell vergleichen…</translation>
  </message>
  <message>
   <source>&amp;Use Its Base Model Now</source>
   <translation>Das Grundmodell &amp;jetzt benutzen</translation>
  </message>
  <message>
   <source>&amp;Use This Model Now</source>
   <translation>Dieses Modell &amp;jetzt benutzen</translation>
  </message>
  <message>
   <source>After step {0}</source>
   <translation>Nach Schritt {0}</translation>
  </message>
  <message>
   <source>Done: {0} on {1}. They are used whenever their characters speak.</source>
   <translation>Fertig: {0} auf {1}. Die Stimmen gelten immer, wenn ihre Figuren sprechen.</translation>
  </message>
  <message>
   <source>Done: “{0}” is in the model menu.</source>
   <translation>Fertig: „{0}“ steht im Modellmenü.</translation>
  </message>
  <message>
   <source>Go On</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>Lernrate</translation>
  </message>
  <message>
   <source>Now and then the model writes after the same lines; it stands here.</source>
   <translation>Ab und zu schreibt das Modell nach denselben Zeilen weiter; das steht dann hier.</translation>
  </message>
  <message>
   <source>Parameters trained</source>
   <translation>Trainierte Parameter</translation>
  </message>
  <message>
   <source>Processors</source>
   <translation>Prozessorkerne</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Rank</source>
   <translation>Rang</translation>
  </message>
  <message>
   <source>Reading the scripts</source>
   <translation>Die Texte werden gelesen</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>Stop and &amp;Keep the Best So Far</source>
   <translation>Anhalten und das &amp;Beste behalten</translation>
  </message>
  <message>
   <source>Stopped. The last checkpoint is kept: you can go on later.</source>
   <translation>Angehalten. Der letzte Zwischenstand bleibt: Sie können später fortsetzen.</translation>
  </message>
  <message>
   <source>Stopping: the best so far is being kept</source>
   <translation>Wird angehalten: Das bisher Beste wird behalten</translation>
  </message>
  <message>
   <source>Times through the text</source>
   <translation>Durchgänge durch den Text</translation>
  </message>
  <message>
   <source>Tokens held out</source>
   <translation>Token zum Prüfen</translation>
  </message>
  <message>
   <source>Tokens to learn from</source>
   <translation>Token zum Lernen</translation>
  </message>
  <message>
   <source>Training “{0}”</source>
   <translation>Training von „{0}“</translation>
  </message>
  <message>
   <source>What It Writes</source>
   <translation>Was es schreibt</translation>
  </message>
  <message>
   <source>What Was Decided</source>
   <translation>Was entschieden wurde</translation>
  </message>
  <message>
   <source>What is decided by the run stands here, with the reasons.</source>
   <translation>Hier steht, was das Training selbst entscheidet, und warum.</translation>
  </message>
  <message>
   <source>What is trained</source>
   <translation>Was trainiert wird</translation>
  </message>
  <message>
   <source>What it writes</source>
   <translation>Was es schreibt</translation>
  </message>
  <message>
   <source>What was decided</source>
   <translation>Was entschieden wurde</translation>
  </message>
  <message>
   <source>asked for: {0}</source>
   <translation>verlangt: {0}</translation>
  </message>
  <message>
   <source>{0} It was stopped early; the best so far was kept.</source>
   <translation>{0} Es wurde vorzeitig angehalten; das bisher Beste ist behalten.</translation>
  </message>
  <message>
   <source>{0} of {1} ({2} %)</source>
   <translation>{0} von {1} ({2} %)</translation>
  </message>
 </context>
 <context>
  <name>Safekeeping</name>
  <message>
   <source>Save the script once, and this is kept with it.</source>
   <translation>Wird das Drehbuch einmal gespeichert, bleibt dies bei ihm erhalten.</translation>
  </message>
  <message>
   <source>The text is back. Save it to keep it.</source>
   <translation>Der Text ist wieder da. Speichern, um ihn zu behalten.</translation>
  </message>
  <message>
   <source>The version is back. Undo brings your later text back.</source>
   <translation>Die Version ist wieder da. „Rückgängig“ holt den späteren Text zurück.</translation>
  </message>
  <message>
   <source>The versions of this script were damaged; they lie in {0}.</source>
   <translation>Die Versionen dieses Drehbuchs waren beschädigt; sie liegen in {0}.</translation>
  </message>
  <message>
   <source>There are no versions yet: save the script first.</source>
   <translation>Es gibt noch keine Versionen: Das Drehbuch muss erst gespeichert werden.</translation>
  </message>
  <message>
   <source>Versions and notes are not kept at present: {0}</source>
   <translation>Versionen und Notizen werden zurzeit nicht aufbewahrt: {0}</translation>
  </message>
 </context>
 <context>
  <name>SceneCards</name>
  <message>
   <source>Move after the next scene</source>
   <translation>Hinter die nächste Szene verschieben</translation>
  </message>
  <message>
   <source>Move before the scene before</source>
   <translation>Vor die vorige Szene verschieben</translation>
  </message>
  <message>
   <source>Move down a row</source>
   <translation>Eine Reihe nach unten verschieben</translation>
  </message>
  <message>
   <source>Move up a row</source>
   <translation>Eine Reihe nach oben verschieben</translation>
  </message>
  <message>
   <source>Scene cards</source>
   <translation>Szenenkarten</translation>
  </message>
  <message>
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <source>Scenes appear here as cards as you write them.</source>
   <translation>Szenen erscheinen hier beim Schreiben als Karten.</translation>
  </message>
 </context>
 <context>
  <name>SceneColor</name>
  <message>
   <source>Blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>Brown</source>
   <translation>Braun</translation>
  </message>
  <message>
   <source>Cyan</source>
   <translation>Cyan</translation>
  </message>
  <message>
   <source>Gray</source>
   <translation>Grau</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>Magenta</source>
   <translation>Magenta</translation>
  </message>
  <message>
   <source>Orange</source>
   <translation>Orange</translation>
  </message>
  <message>
   <source>Pink</source>
   <translation>Rosa</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>Yellow</source>
   <translation>Gelb</translation>
  </message>
 </context>
 <context>
  <name>SceneReader</name>
  <message>
   <source>action</source>
   <translation>Handlung</translation>
  </message>
  <message>
   <source>boneyard</source>
   <translation>Ausgeschnittenes</translation>
  </message>
  <message>
   <source>centred</source>
   <translation>Zentriert</translation>
  </message>
  <message>
   <source>character</source>
   <translation>Figur</translation>
  </message>
  <message>
   <source>dialogue</source>
   <translation>Dialog</translation>
  </message>
  <message>
   <source>lyrics</source>
   <translation>Liedtext</translation>
  </message>
  <message>
   <source>note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>page break</source>
   <translation>Seitenumbruch</translation>
  </message>
  <message>
   <source>parenthetical</source>
   <translation>Regieanweisung</translation>
  </message>
  <message>
   <source>scene heading</source>
   <translation>Szenenüberschrift</translation>
  </message>
  <message>
   <source>section</source>
   <translation>Abschnitt</translation>
  </message>
  <message>
   <source>synopsis</source>
   <translation>Synopsis</translation>
  </message>
  <message>
   <source>title page</source>
   <translation>Titelseite</translation>
  </message>
  <message>
   <source>transition</source>
   <translation>Übergang</translation>
  </message>
 </context>
 <context>
  <name>ScorePlot</name>
  <message>
   <source>Passage {0} of {1}</source>
   <translation>Passage {0} von {1}</translation>
  </message>
  <message>
   <source>Scores along the script</source>
   <translation>Werte durch den ganzen Text</translation>
  </message>
  <message>
   <source>{0} passages have a score</source>
   <translation>{0} Passagen haben einen Wert</translation>
  </message>
  <message>
   <source>{0}/100 (likely {1}–{2})</source>
   <translation>{0}/100 (wahrscheinlich {1}–{2})</translation>
  </message>
 </context>
 <context>
  <name>ScriptEditor</name>
  <message>
   <source>Suggestion: {0}</source>
   <translation>Vorschlag: {0}</translation>
  </message>
 </context>
 <context>
  <name>ScriptTools</name>
  <message>
   <source>&amp;Begin the Next Revision</source>
   <translation>Nächste Revision &amp;beginnen</translation>
  </message>
  <message>
   <source>&amp;End Marking</source>
   <translation>Markieren been&amp;den</translation>
  </message>
  <message>
   <source>A revision marks in the margin what is changed from now on, each one in its colour.</source>
   <translation>Eine Revision markiert am Rand, was von nun an geändert wird, jede in ihrer Farbe.</translation>
  </message>
  <message>
   <source>Changes are not marked any more.</source>
   <translation>Änderungen werden nicht mehr markiert.</translation>
  </message>
  <message>
   <source>Changes are not marked at present.</source>
   <translation>Änderungen werden zurzeit nicht markiert.</translation>
  </message>
  <message>
   <source>Feature Film</source>
   <translation>Spielfilm</translation>
  </message>
  <message>
   <source>Revisions</source>
   <translation>Revisionen</translation>
  </message>
  <message>
   <source>Save the script first: its revisions are kept with it.</source>
   <translation>Das Drehbuch zuerst speichern: Seine Revisionen werden bei ihm aufbewahrt.</translation>
  </message>
  <message>
   <source>Short Story</source>
   <translation>Kurzgeschichte</translation>
  </message>
  <message>
   <source>Stage Play</source>
   <translation>Theaterstück</translation>
  </message>
  <message>
   <source>Television</source>
   <translation>Fernsehen</translation>
  </message>
  <message>
   <source>The cursor is in no speech.</source>
   <translation>Der Cursor steht in keiner Replik.</translation>
  </message>
  <message>
   <source>The text is read-only.</source>
   <translation>Der Text ist schreibgeschützt.</translation>
  </message>
  <message>
   <source>The {0} revision begins: changes are marked.</source>
   <translation>Revision „{0}“ beginnt: Änderungen werden markiert.</translation>
  </message>
  <message>
   <source>The {0} revision is under way.</source>
   <translation>Revision „{0}“ läuft.</translation>
  </message>
  <message>
   <source>There is no speech right before this one.</source>
   <translation>Direkt vor dieser Replik steht keine andere.</translation>
  </message>
  <message>
   <source>What has changed since it began is marked in the margin.</source>
   <translation>Was sich seit ihrem Beginn geändert hat, ist am Rand markiert.</translation>
  </message>
  <message>
   <source>blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>buff</source>
   <translation>Leder</translation>
  </message>
  <message>
   <source>cherry</source>
   <translation>Kirsch</translation>
  </message>
  <message>
   <source>goldenrod</source>
   <translation>Gold</translation>
  </message>
  <message>
   <source>green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>pink</source>
   <translation>Rosa</translation>
  </message>
  <message>
   <source>salmon</source>
   <translation>Lachs</translation>
  </message>
  <message>
   <source>tan</source>
   <translation>Hellbraun</translation>
  </message>
  <message>
   <source>yellow</source>
   <translation>Gelb</translation>
  </message>
 </context>
 <context>
  <name>ScriptView</name>
  <message>
   <source>Begin to write, or press Ctrl+Return for an opening.</source>
   <translation>Schreiben Sie los, oder lassen Sie sich mit Strg+Return einen Anfang geben.</translation>
  </message>
  <message>
   <source>Script</source>
   <translation>Drehbuch</translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
 </context>
 <context>
  <name>SetupPage</name>
  <message>
   <source>&amp;Files of your own</source>
   <translation>Eigene &amp;Dateien</translation>
  </message>
  <message>
   <source>&amp;Second:</source>
   <translation>&amp;Zweite Seite:</translation>
  </message>
  <message>
   <source>&amp;Write the Pairs</source>
   <translation>Paare &amp;schreiben lassen</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>Alle Dateien</translation>
  </message>
  <message>
   <source>C&amp;hoose Files…</source>
   <translation>Dateien aus&amp;wählen…</translation>
  </message>
  <message>
   <source>Choose the files that they are to write in.</source>
   <translation>Die Dateien auswählen, in denen sie schreiben sollen.</translation>
  </message>
  <message>
   <source>Choose two different sides.</source>
   <translation>Zwei verschiedene Seiten auswählen.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>F&amp;irst:</source>
   <translation>&amp;Erste Seite:</translation>
  </message>
  <message>
   <source>Needs long texts: a training holds out only a small part of what it is given.</source>
   <translation>Braucht lange Texte: Ein Training hält nur einen kleinen Teil davon zurück.</translation>
  </message>
  <message>
   <source>Only passages that a &amp;training on these texts held out</source>
   <translation>Nur Passagen, die ein &amp;Training mit diesen Texten zurückgehalten hat</translation>
  </message>
  <message>
   <source>Take texts that neither model has learned from: what a model knows by heart flatters it.</source>
   <translation>Am besten Texte, aus denen keines der Modelle gelernt hat: Was ein Modell auswendig kann, schmeichelt ihm.</translation>
  </message>
  <message>
   <source>Texts and tables</source>
   <translation>Texte und Tabellen</translation>
  </message>
  <message>
   <source>The &amp;open text</source>
   <translation>Der &amp;offene Text</translation>
  </message>
  <message>
   <source>The author's own text</source>
   <translation>Der Text der Autorin oder des Autors</translation>
  </message>
  <message>
   <source>The sample scripts that &amp;come with the program</source>
   <translation>Die &amp;mitgelieferten Beispieltexte</translation>
  </message>
  <message>
   <source>There is no model yet: add one in the Model menu.</source>
   <translation>Es gibt noch kein Modell: im Menü „Modell“ eines hinzufügen.</translation>
  </message>
  <message>
   <source>Two sides go on in the same ten places. You pick the better passage of each pair without knowing whose it is; then the count says how sure it is that one of them is better. Nothing leaves this machine.</source>
   <translation>Zwei Seiten schreiben an denselben zehn Stellen weiter. Aus jedem Paar wird die bessere Passage gewählt, ohne zu wissen, von wem sie ist; dann sagt die Zählung, wie sicher eine Seite besser ist. Nichts verlässt diesen Rechner.</translation>
  </message>
  <message>
   <source>Where They Write</source>
   <translation>Wo sie schreiben</translation>
  </message>
  <message>
   <source>Where they write</source>
   <translation>Wo sie schreiben</translation>
  </message>
  <message>
   <source>{0} (there is none)</source>
   <translation>{0} (es gibt keinen)</translation>
  </message>
  <message>
   <source>{0} ({1} words)</source>
   <translation>{0} ({1} Wörter)</translation>
  </message>
  <message>
   <source>{0} ({1} words; {2} are needed)</source>
   <translation>{0} ({1} Wörter; nötig sind {2})</translation>
  </message>
 </context>
 <context>
  <name>SharePlot</name>
  <message>
   <source>Share of the picks</source>
   <translation>Anteil der Entscheidungen</translation>
  </message>
  <message>
   <source>{0}: {1} %, {2} to {3} %</source>
   <translation>{0}: {1} %, {2} bis {3} %</translation>
  </message>
 </context>
 <context>
  <name>SourceDialog</name>
  <message>
   <source>&amp;Files…</source>
   <translation>&amp;Dateien…</translation>
  </message>
  <message>
   <source>A &amp;folder…</source>
   <translation>Ein &amp;Ordner…</translation>
  </message>
  <message>
   <source>Calibrate for This Model</source>
   <translation>Auf dieses Modell abstimmen</translation>
  </message>
  <message>
   <source>The &amp;open script</source>
   <translation>Der &amp;geöffnete Text</translation>
  </message>
  <message>
   <source>The scores have to learn how this model writes beside how you write. Choose texts that you wrote yourself: at least 40 passages of 50 words or more; 200 are enough. The model writes passages for the same places. It takes a few minutes; nothing leaves this machine. From then on the scores judge writing of today as well.</source>
   <translation>Die Werte müssen lernen, wie dieses Modell schreibt und wie Sie schreiben. Wählen Sie Texte, die Sie selbst geschrieben haben: mindestens 40 Passagen von 50 oder mehr Wörtern; 200 genügen. Das Modell schreibt Passagen für dieselben Stellen. Das dauert einige Minuten; nichts verlässt diesen Rechner. Danach beurteilen die Werte auch Texte in heutiger Sprache.</translation>
  </message>
 </context>
 <context>
  <name>SourcesPage</name>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>A Folder to Learn From</source>
   <translation>Ein Ordner zum Lernen</translation>
  </message>
  <message>
   <source>Add &amp;Files…</source>
   <translation>&amp;Dateien hinzufügen…</translation>
  </message>
  <message>
   <source>Add F&amp;older…</source>
   <translation>&amp;Ordner hinzufügen…</translation>
  </message>
  <message>
   <source>Add This &amp;Script</source>
   <translation>Dieses D&amp;rehbuch hinzufügen</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>Alle Dateien</translation>
  </message>
  <message>
   <source>Choose what the model is to learn from: your own scripts and stories, or tables with a character and a line in each row. They are only read, and nothing leaves this machine. Kinds of files: {0}.</source>
   <translation>Wählen Sie, wovon das Modell lernen soll: eigene Drehbücher und Geschichten, oder Tabellen mit einer Figur und einem Satz in jeder Zeile. Sie werden nur gelesen, und nichts verlässt diesen Rechner. Arten von Dateien: {0}.</translation>
  </message>
  <message>
   <source>Files and folders</source>
   <translation>Dateien und Ordner</translation>
  </message>
  <message>
   <source>Nothing chosen yet.

Drop scripts, stories or tables here, or add them with the buttons.</source>
   <translation>Noch nichts gewählt.

Ziehen Sie Drehbücher, Geschichten oder Tabellen hierher, oder fügen Sie sie mit den Knöpfen hinzu.</translation>
  </message>
  <message>
   <source>Texts and tables</source>
   <translation>Texte und Tabellen</translation>
  </message>
  <message>
   <source>The file of the open script, as it was saved last</source>
   <translation>Die Datei des offenen Drehbuchs, wie sie zuletzt gespeichert wurde</translation>
  </message>
  <message>
   <source>The open script is not saved yet</source>
   <translation>Das offene Drehbuch ist noch nicht gespeichert</translation>
  </message>
  <message>
   <source>What to Learn From</source>
   <translation>Wovon gelernt wird</translation>
  </message>
 </context>
 <context>
  <name>SpellChecker</name>
  <message>
   <source>Spelling is not checked any more: {0}</source>
   <translation>Die Rechtschreibung wird nicht mehr geprüft: {0}</translation>
  </message>
  <message>
   <source>Spelling is not checked: choose a language under Edit.</source>
   <translation>Die Rechtschreibung wird nicht geprüft: Wählen Sie unter „Bearbeiten“ eine Sprache.</translation>
  </message>
 </context>
 <context>
  <name>SpellDialog</name>
  <message>
   <source>&amp;Add</source>
   <translation>&amp;Hinzufügen</translation>
  </message>
  <message>
   <source>&amp;Change</source>
   <translation>Ä&amp;ndern</translation>
  </message>
  <message>
   <source>&amp;Ignore</source>
   <translation>&amp;Ignorieren</translation>
  </message>
  <message>
   <source>&amp;Suggestions:</source>
   <translation>&amp;Vorschläge:</translation>
  </message>
  <message>
   <source>All words are known.</source>
   <translation>Alle Wörter sind bekannt.</translation>
  </message>
  <message>
   <source>Change &amp;to:</source>
   <translation>Än&amp;dern in:</translation>
  </message>
  <message>
   <source>Change A&amp;ll</source>
   <translation>&amp;Alle ändern</translation>
  </message>
  <message>
   <source>Change to</source>
   <translation>Ändern in</translation>
  </message>
  <message>
   <source>Checking…</source>
   <translation>Wird geprüft…</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Keep this word with the script as one of its own</source>
   <translation>Dieses Wort beim Drehbuch als dessen eigenes aufbewahren</translation>
  </message>
  <message>
   <source>Looking for suggestions…</source>
   <translation>Vorschläge werden gesucht…</translation>
  </message>
  <message>
   <source>No suggestions</source>
   <translation>Keine Vorschläge</translation>
  </message>
  <message>
   <source>Spelling</source>
   <translation>Rechtschreibung</translation>
  </message>
  <message>
   <source>Suggestions</source>
   <translation>Vorschläge</translation>
  </message>
  <message>
   <source>This word is not marked any more until the program ends</source>
   <translation>Dieses Wort bis zum Ende des Programms nicht mehr markieren</translation>
  </message>
  <message>
   <source>Where it stands</source>
   <translation>Fundstelle</translation>
  </message>
 </context>
 <context>
  <name>StartPage</name>
  <message>
   <source>Ctrl+Return continues · Tab takes it · Ctrl+Right takes a word · Esc stops</source>
   <translation>Strg+Return: weiter · Tab: übernehmen · Strg+Rechts: ein Wort · Esc: stoppen</translation>
  </message>
  <message>
   <source>New script</source>
   <translation>Neues Drehbuch</translation>
  </message>
  <message>
   <source>New story</source>
   <translation>Neue Erzählung</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>Öffnen…</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <source>Try a sample</source>
   <translation>Beispiel ausprobieren</translation>
  </message>
  <message>
   <source>Write your script or story. Press Ctrl+Return, and it goes on in the voice that you ask for.</source>
   <translation>Schreiben Sie Ihr Drehbuch oder Ihre Erzählung. Mit Strg+Return geht es weiter, in der Stimme, die Sie wünschen.</translation>
  </message>
 </context>
 <context>
  <name>StatisticsDialog</name>
  <message>
   <source>Dialogue</source>
   <translation>Dialog</translation>
  </message>
  <message>
   <source>From suggestions</source>
   <translation>Aus Vorschlägen</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Running time</source>
   <translation>Laufzeit</translation>
  </message>
  <message>
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <source>Speaking characters</source>
   <translation>Sprechrollen</translation>
  </message>
  <message>
   <source>Statistics</source>
   <translation>Statistik</translation>
  </message>
  <message>
   <source>This session</source>
   <translation>Diese Sitzung</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>Words a day</source>
   <translation>Wörter pro Tag</translation>
  </message>
  <message>
   <source>about {0} min</source>
   <translation>etwa {0} Min.</translation>
  </message>
  <message>
   <source>{0} % of the words</source>
   <translation>{0} % der Wörter</translation>
  </message>
  <message>
   <source>{0} of {1} words</source>
   <translation>{0} von {1} Wörtern</translation>
  </message>
  <message>
   <source>{0} words</source>
   <translation>{0} Wörter</translation>
  </message>
  <message>
   <source>{0} words, {1} %</source>
   <translation>{0} Wörter, {1} %</translation>
  </message>
  <message>
   <source>{0}: {1} inside, {2} outside</source>
   <translation>{0}: {1} innen, {2} außen</translation>
  </message>
 </context>
 <context>
  <name>Studio</name>
  <message>
   <source>A training named {0} was stopped: go on with it, forget it, or choose another name.</source>
   <translation>Ein Training namens {0} wurde angehalten: Setzen Sie es fort, verwerfen Sie es, oder wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>{0} has the voices of {1} now.</source>
   <translation>{0} hat jetzt die Stimmen von {1}.</translation>
  </message>
  <message>
   <source>{0} is in the model menu now.</source>
   <translation>{0} steht jetzt im Modellmenü.</translation>
  </message>
 </context>
 <context>
  <name>StudioDialog</name>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>&amp;Cancel Reading</source>
   <translation>Lesen &amp;abbrechen</translation>
  </message>
  <message>
   <source>&amp;Next</source>
   <translation>&amp;Weiter</translation>
  </message>
  <message>
   <source>&amp;Train</source>
   <translation>&amp;Trainieren</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Keep Training</source>
   <translation>Weitertrainieren</translation>
  </message>
  <message>
   <source>Reading the scripts</source>
   <translation>Die Texte werden gelesen</translation>
  </message>
  <message>
   <source>Reading the scripts…</source>
   <translation>Die Texte werden gelesen…</translation>
  </message>
  <message>
   <source>Reading was cancelled. Change something to read again.</source>
   <translation>Das Lesen wurde abgebrochen. Ändern Sie etwas, um noch einmal zu lesen.</translation>
  </message>
  <message>
   <source>Scripts</source>
   <translation>Drehbücher</translation>
  </message>
  <message>
   <source>Stop for Now</source>
   <translation>Vorerst anhalten</translation>
  </message>
  <message>
   <source>Train a Model</source>
   <translation>Modell trainieren</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>What to make</source>
   <translation>Was entsteht</translation>
  </message>
  <message>
   <source>What was understood</source>
   <translation>Was verstanden wurde</translation>
  </message>
  <message>
   <source>When it is stopped, its last checkpoint is kept, and you can go on from there.</source>
   <translation>Wird es angehalten, bleibt der letzte Zwischenstand, und Sie können dort fortsetzen.</translation>
  </message>
  <message>
   <source>“{0}” is being trained. Keep training in the background?</source>
   <translation>„{0}“ wird gerade trainiert. Im Hintergrund weitertrainieren?</translation>
  </message>
 </context>
 <context>
  <name>Suggesting</name>
  <message>
   <source>A suggestion led here. Undo, or Earlier…, shows what else was offered.</source>
   <translation>Hierher hat ein Vorschlag geführt. Rückgängig oder „Früher…“ zeigt, was es sonst noch gab.</translation>
  </message>
  <message>
   <source>Nothing has been offered in this script yet.</source>
   <translation>In diesem Drehbuch wurde noch nichts vorgeschlagen.</translation>
  </message>
  <message>
   <source>The words before this place are no longer in the script.</source>
   <translation>Die Worte vor dieser Stelle stehen nicht mehr im Drehbuch.</translation>
  </message>
  <message>
   <source>This one does not begin with what you have taken.</source>
   <translation>Dieser beginnt nicht mit dem, was Sie schon übernommen haben.</translation>
  </message>
 </context>
 <context>
  <name>SuggestionActions</name>
  <message>
   <source>&amp;Add “{0}” to the Script's Words</source>
   <translation>„{0}“ zu den Wörtern des Drehbuchs &amp;hinzufügen</translation>
  </message>
  <message>
   <source>&amp;Ignore “{0}”</source>
   <translation>„{0}“ &amp;ignorieren</translation>
  </message>
  <message>
   <source>Looking for suggestions…</source>
   <translation>Vorschläge werden gesucht…</translation>
  </message>
  <message>
   <source>No suggestions</source>
   <translation>Keine Vorschläge</translation>
  </message>
 </context>
 <context>
  <name>SuggestionList</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Suggestions</source>
   <translation>Vorschläge</translation>
  </message>
  <message>
   <source>Take</source>
   <translation>Übernehmen</translation>
  </message>
 </context>
 <context>
  <name>SuggestionTreeDialog</name>
  <message>
   <source>&amp;Go There</source>
   <translation>&amp;Dorthin</translation>
  </message>
  <message>
   <source>&amp;Order</source>
   <translation>&amp;Reihenfolge</translation>
  </message>
  <message>
   <source>&amp;Show at the Cursor</source>
   <translation>&amp;An der Schreibmarke zeigen</translation>
  </message>
  <message>
   <source>As in the script</source>
   <translation>Wie im Drehbuch</translation>
  </message>
  <message>
   <source>Each suggestion that you took leads to the places after it.</source>
   <translation>Jeder übernommene Vorschlag führt zu den Stellen danach.</translation>
  </message>
  <message>
   <source>Earlier places</source>
   <translation>Frühere Stellen</translation>
  </message>
  <message>
   <source>Here: {0}</source>
   <translation>Hier: {0}</translation>
  </message>
  <message>
   <source>Newest first</source>
   <translation>Neueste zuerst</translation>
  </message>
  <message>
   <source>No longer in the script: {0}</source>
   <translation>Nicht mehr im Drehbuch: {0}</translation>
  </message>
  <message>
   <source>Places and what was offered there</source>
   <translation>Stellen und was dort vorgeschlagen wurde</translation>
  </message>
  <message>
   <source>Taken</source>
   <translation>Übernommen</translation>
  </message>
  <message>
   <source>Taken: {0}</source>
   <translation>Übernommen: {0}</translation>
  </message>
  <message>
   <source>The beginning</source>
   <translation>Der Anfang</translation>
  </message>
  <message>
   <source>The text</source>
   <translation>Der Text</translation>
  </message>
 </context>
 <context>
  <name>SuggestionsPanel</name>
  <message>
   <source>Ctrl+Return asks for a few passages; they appear here side by side, and stay.</source>
   <translation>Strg+Return bittet um einige Passagen; sie erscheinen hier nebeneinander und bleiben.</translation>
  </message>
  <message>
   <source>Earlier places</source>
   <translation>Frühere Stellen</translation>
  </message>
  <message>
   <source>Earlier…</source>
   <translation>Früher…</translation>
  </message>
  <message>
   <source>Order of the suggestions</source>
   <translation>Reihenfolge der Vorschläge</translation>
  </message>
  <message>
   <source>Put the chosen suggestion into the text (Tab in the text, Enter here)</source>
   <translation>Den gewählten Vorschlag in den Text übernehmen (Tab im Text, Enter hier)</translation>
  </message>
  <message>
   <source>Round {0} of {1}</source>
   <translation>Runde {0} von {1}</translation>
  </message>
  <message>
   <source>Suggestions</source>
   <translation>Vorschläge</translation>
  </message>
  <message>
   <source>Take</source>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>The order of the cards; it does not change which one is shown in the text</source>
   <translation>Die Reihenfolge der Karten; welche im Text erscheint, ändert sie nicht</translation>
  </message>
  <message>
   <source>The round after</source>
   <translation>Die Runde danach</translation>
  </message>
  <message>
   <source>The round before</source>
   <translation>Die Runde davor</translation>
  </message>
  <message>
   <source>What was offered at other places of this script</source>
   <translation>Was an anderen Stellen dieses Drehbuchs vorgeschlagen wurde</translation>
  </message>
  <message>
   <source>as drawn</source>
   <translation>wie gezogen</translation>
  </message>
  <message>
   <source>by keywords</source>
   <translation>nach Stichwörtern</translation>
  </message>
  <message>
   <source>by realism</source>
   <translation>nach Echtheit</translation>
  </message>
 </context>
 <context>
  <name>TableReadPanel</name>
  <message>
   <source>&amp;I am</source>
   <translation>I&amp;ch bin</translation>
  </message>
  <message>
   <source>&amp;Reply as</source>
   <translation>Antw&amp;ort von</translation>
  </message>
  <message>
   <source>Another</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Another answer in the place of the last one</source>
   <translation>Eine andere Antwort anstelle der letzten</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Antworten</translation>
  </message>
  <message>
   <source>Change places</source>
   <translation>Plätze tauschen</translation>
  </message>
  <message>
   <source>Change places: you answer, the other one asks</source>
   <translation>Plätze tauschen: wer gefragt hat, antwortet</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy the selected lines, or all of them</source>
   <translation>Die ausgewählten Zeilen kopieren, oder alle</translation>
  </message>
  <message>
   <source>I am</source>
   <translation>Ich bin</translation>
  </message>
  <message>
   <source>Nobody</source>
   <translation>Niemand</translation>
  </message>
  <message>
   <source>Nobody: action</source>
   <translation>Niemand: Handlung</translation>
  </message>
  <message>
   <source>Put into the Script</source>
   <translation>Ins Drehbuch</translation>
  </message>
  <message>
   <source>Put the selected lines at the cursor, or all of them</source>
   <translation>Die ausgewählten Zeilen an der Schreibmarke einfügen, oder alle</translation>
  </message>
  <message>
   <source>Put {0} into the Script</source>
   <translation>{0} ins Drehbuch</translation>
  </message>
  <message>
   <source>Reply as</source>
   <translation>Antwort von</translation>
  </message>
  <message>
   <source>Return; Shift+Return for a new line</source>
   <translation>Return; Umschalt+Return für eine neue Zeile</translation>
  </message>
  <message>
   <source>Say</source>
   <translation>Sagen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <source>Stop (Esc)</source>
   <translation>Stoppen (Esc)</translation>
  </message>
  <message>
   <source>Talk to your characters: say a line as one of them, and another one answers in their voice. Nothing of it gets into your script unless you put it there.</source>
   <translation>Mit den Figuren sprechen: eine Zeile als eine von ihnen sagen, und eine andere antwortet mit ihrer Stimme. Nichts davon kommt von selbst ins Drehbuch.</translation>
  </message>
  <message>
   <source>Undo Clear</source>
   <translation>Zurückholen</translation>
  </message>
  <message>
   <source>What happens…</source>
   <translation>Was geschieht…</translation>
  </message>
  <message>
   <source>What is said</source>
   <translation>Was gesagt wird</translation>
  </message>
  <message>
   <source>What {0} says…</source>
   <translation>Was {0} sagt…</translation>
  </message>
 </context>
 <context>
  <name>TableReading</name>
  <message>
   <source>Nobody can answer yet: choose a model in the Model menu.</source>
   <translation>Noch kann niemand antworten: im Menü „Modell“ ein Modell wählen.</translation>
  </message>
  <message>
   <source>Nobody can answer yet: the model is being opened…</source>
   <translation>Noch kann niemand antworten: Das Modell wird geöffnet…</translation>
  </message>
  <message>
   <source>Nobody can answer: {0}</source>
   <translation>Niemand kann antworten: {0}</translation>
  </message>
  <message>
   <source>The table read is in the script. Undo takes it out again.</source>
   <translation>Die Leseprobe steht im Drehbuch. Rückgängig nimmt sie wieder heraus.</translation>
  </message>
  <message>
   <source>This file is read-only; save it under another name to write on.</source>
   <translation>Diese Datei ist schreibgeschützt; zum Weiterschreiben unter anderem Namen speichern.</translation>
  </message>
  <message>
   <source>Type what is said first, or choose who is to answer.</source>
   <translation>Zuerst schreiben, was gesagt wird, oder wählen, wer antworten soll.</translation>
  </message>
  <message>
   <source>{0} had nothing to say; try again.</source>
   <translation>{0} hatte nichts zu sagen; noch einmal versuchen.</translation>
  </message>
 </context>
 <context>
  <name>TablesTab</name>
  <message>
   <source>(none)</source>
   <translation>(keine)</translation>
  </message>
  <message>
   <source>Date:</source>
   <translation>Datum:</translation>
  </message>
  <message>
   <source>It holds:</source>
   <translation>Enthält:</translation>
  </message>
  <message>
   <source>Lines or messages:</source>
   <translation>Sätze oder Nachrichten:</translation>
  </message>
  <message>
   <source>Not understood</source>
   <translation>Nicht verstanden</translation>
  </message>
  <message>
   <source>One work for each:</source>
   <translation>Ein Werk je:</translation>
  </message>
  <message>
   <source>Table:</source>
   <translation>Tabelle:</translation>
  </message>
  <message>
   <source>This table is not understood. Choose the column with the lines or messages.</source>
   <translation>Diese Tabelle wird nicht verstanden. Wählen Sie die Spalte mit den Sätzen oder Nachrichten.</translation>
  </message>
  <message>
   <source>Understood as: {0}. Choose other columns where that is wrong.</source>
   <translation>Verstanden als: {0}. Wählen Sie andere Spalten, wo das nicht stimmt.</translation>
  </message>
  <message>
   <source>What a quote is from:</source>
   <translation>Woher ein Zitat ist:</translation>
  </message>
  <message>
   <source>Who speaks:</source>
   <translation>Wer spricht:</translation>
  </message>
 </context>
 <context>
  <name>TitlePageDialog</name>
  <message>
   <source>&amp;Author</source>
   <translation>&amp;Autor</translation>
  </message>
  <message>
   <source>&amp;Contact</source>
   <translation>&amp;Kontakt</translation>
  </message>
  <message>
   <source>&amp;Draft date</source>
   <translation>&amp;Fassung vom</translation>
  </message>
  <message>
   <source>&amp;Genre</source>
   <translation>&amp;Genre</translation>
  </message>
  <message>
   <source>&amp;Notes</source>
   <translation>&amp;Notizen</translation>
  </message>
  <message>
   <source>&amp;Source</source>
   <translation>&amp;Vorlage</translation>
  </message>
  <message>
   <source>&amp;Title</source>
   <translation>&amp;Titel</translation>
  </message>
  <message>
   <source>C&amp;opyright</source>
   <translation>C&amp;opyright</translation>
  </message>
  <message>
   <source>C&amp;redit</source>
   <translation>&amp;Urheberzeile</translation>
  </message>
  <message>
   <source>Title page</source>
   <translation>Titelseite</translation>
  </message>
  <message>
   <source>written by</source>
   <translation>geschrieben von</translation>
  </message>
 </context>
 <context>
  <name>TokenMap</name>
  <message>
   <source>How expected each word is</source>
   <translation>Wie erwartbar jedes Wort ist</translation>
  </message>
  <message>
   <source>among the 10 likeliest</source>
   <translation>unter den 10 wahrscheinlichsten</translation>
  </message>
  <message>
   <source>among the 100</source>
   <translation>unter den 100</translation>
  </message>
  <message>
   <source>among the 1000</source>
   <translation>unter den 1000</translation>
  </message>
  <message>
   <source>less likely</source>
   <translation>unwahrscheinlicher</translation>
  </message>
  <message>
   <source>word</source>
   <translation>Wort</translation>
  </message>
 </context>
 <context>
  <name>Transcript</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Put into the Script</source>
   <translation>Ins Drehbuch</translation>
  </message>
  <message>
   <source>Table read</source>
   <translation>Leseprobe</translation>
  </message>
 </context>
 <context>
  <name>TranscriptModel</name>
  <message>
   <source>Action</source>
   <translation>Handlung</translation>
  </message>
  <message>
   <source>Suggested</source>
   <translation>Vorgeschlagen</translation>
  </message>
  <message>
   <source>Suggested by {0}</source>
   <translation>Vorgeschlagen von {0}</translation>
  </message>
  <message>
   <source>suggested</source>
   <translation>Vorschlag</translation>
  </message>
 </context>
 <context>
  <name>UnfinishedBar</name>
  <message>
   <source>&amp;Go On</source>
   <translation>&amp;Fortsetzen</translation>
  </message>
  <message>
   <source>Forg&amp;et</source>
   <translation>&amp;Verwerfen</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <source>Forget “{0}”? What it has learned so far is lost.</source>
   <translation>„{0}“ verwerfen? Was es bisher gelernt hat, geht verloren.</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Stopped before its end:</source>
   <translation>Vor dem Ende angehalten:</translation>
  </message>
  <message>
   <source>Trainings that were stopped</source>
   <translation>Angehaltene Trainings</translation>
  </message>
 </context>
 <context>
  <name>UnfinishedRow</name>
  <message>
   <source>&amp;Go On</source>
   <translation>&amp;Fortsetzen</translation>
  </message>
  <message>
   <source>A download was stopped: {0}, {1} of {2} are there.</source>
   <translation>Ein Herunterladen wurde angehalten: {0}, {1} von {2} sind da.</translation>
  </message>
  <message>
   <source>Delete what is there of it</source>
   <translation>Löschen, was davon da ist</translation>
  </message>
  <message>
   <source>Fo&amp;rget It</source>
   <translation>&amp;Vergessen</translation>
  </message>
 </context>
 <context>
  <name>VersionsDialog</name>
  <message>
   <source>&amp;Name…</source>
   <translation>&amp;Benennen…</translation>
  </message>
  <message>
   <source>&amp;Restore</source>
   <translation>&amp;Wiederherstellen</translation>
  </message>
  <message>
   <source>Every save is kept: all of today, then one a day for a month, then one a week. A version with a name stays for ever.</source>
   <translation>Jedes Speichern wird aufbewahrt: von heute alle, dann einen Monat lang eines pro Tag, danach eines pro Woche. Eine Version mit Namen bleibt für immer.</translation>
  </message>
  <message>
   <source>Name (empty: none)</source>
   <translation>Name (leer: keiner)</translation>
  </message>
  <message>
   <source>Name this version</source>
   <translation>Diese Version benennen</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>Jetzt</translation>
  </message>
  <message>
   <source>There is no version yet: the first save makes one.</source>
   <translation>Es gibt noch keine Version: Beim ersten Speichern entsteht eine.</translation>
  </message>
  <message>
   <source>This version</source>
   <translation>Diese Version</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Versionen</translation>
  </message>
  <message>
   <source>before a restore</source>
   <translation>vor dem Wiederherstellen</translation>
  </message>
  <message>
   <source>changed by another program</source>
   <translation>außerhalb geändert</translation>
  </message>
  <message>
   <source>recovered after a crash</source>
   <translation>nach Absturz gerettet</translation>
  </message>
  <message>
   <source>saved</source>
   <translation>gespeichert</translation>
  </message>
  <message>
   <source>saved by itself</source>
   <translation>automatisch gespeichert</translation>
  </message>
  <message>
   <source>{0}, {1} words</source>
   <translation>{0}, {1} Wörter</translation>
  </message>
 </context>
 <context>
  <name>WordingList</name>
  <message>
   <source>Suggestions</source>
   <translation>Vorschläge</translation>
  </message>
 </context>
 <context>
  <name>WordingModel</name>
  <message>
   <source>1 word</source>
   <translation>1 Wort</translation>
  </message>
  <message>
   <source>breaks off</source>
   <translation>bricht ab</translation>
  </message>
  <message>
   <source>different throughout</source>
   <translation>durchweg anders</translation>
  </message>
  <message>
   <source>{0} words</source>
   <translation>{0} Wörter</translation>
  </message>
 </context>
 <context>
  <name>WorkPage</name>
  <message>
   <source>&amp;Cancel</source>
   <translation>&amp;Abbrechen</translation>
  </message>
  <message>
   <source>Places are being looked for.</source>
   <translation>Es werden Stellen gesucht.</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>You can go on with your script meanwhile.</source>
   <translation>Am Text kann inzwischen weitergeschrieben werden.</translation>
  </message>
  <message>
   <source>{0} is being opened.</source>
   <translation>{0} wird geöffnet.</translation>
  </message>
  <message>
   <source>{0} writes.</source>
   <translation>{0} schreibt.</translation>
  </message>
 </context>
 <context>
  <name>WorksTab</name>
  <message>
   <source>Decided</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Genre</source>
   <translation>Genre</translation>
  </message>
  <message>
   <source>Genre:</source>
   <translation>Genre:</translation>
  </message>
  <message>
   <source>How it begins</source>
   <translation>Wie es beginnt</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Kind:</source>
   <translation>Art:</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>The first lines of a chosen work stand here.</source>
   <translation>Hier stehen die ersten Zeilen eines gewählten Werks.</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>Used for</source>
   <translation>Dient zum</translation>
  </message>
  <message>
   <source>Used for:</source>
   <translation>Dient zum:</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>Works</source>
   <translation>Werke</translation>
  </message>
  <message>
   <source>Works without a tick are left out. What is used for checking is not learned from: it shows whether the model learns more than the words themselves.</source>
   <translation>Werke ohne Haken werden ausgelassen. Was zum Prüfen dient, wird nicht gelernt: Es zeigt, ob das Modell mehr lernt als die Wörter selbst.</translation>
  </message>
  <message>
   <source>Written</source>
   <translation>Form</translation>
  </message>
  <message>
   <source>Written:</source>
   <translation>Form:</translation>
  </message>
  <message>
   <source>{0} (chosen)</source>
   <translation>{0} (gewählt)</translation>
  </message>
 </context>
 <context>
  <name>WriterStatusBar</name>
  <message>
   <source>1 word</source>
   <translation>1 Wort</translation>
  </message>
  <message>
   <source>Element at the cursor</source>
   <translation>Element am Cursor</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>No model</source>
   <translation>Kein Modell</translation>
  </message>
  <message>
   <source>Opening {0}… {1} %</source>
   <translation>{0} wird geöffnet… {1} %</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Speed of the last passage</source>
   <translation>Tempo der letzten Passage</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>Words of this session, of those that were set as its goal</source>
   <translation>Wörter dieser Sitzung, gemessen an ihrem Ziel</translation>
  </message>
  <message>
   <source>first after {0} ms</source>
   <translation>erstes nach {0} ms</translation>
  </message>
  <message>
   <source>page {0} of {1}</source>
   <translation>Seite {0} von {1}</translation>
  </message>
  <message>
   <source>{0} / {1} words</source>
   <translation>{0} / {1} Wörter</translation>
  </message>
  <message>
   <source>{0} cannot be used</source>
   <translation>{0} ist nicht verwendbar</translation>
  </message>
  <message>
   <source>{0} tokens/s</source>
   <translation>{0} Token/s</translation>
  </message>
  <message>
   <source>{0} words</source>
   <translation>{0} Wörter</translation>
  </message>
 </context>
 <context>
  <name>_Badge</name>
  <message>
   <source>{0} of 100</source>
   <translation>{0} von 100</translation>
  </message>
 </context>
 <context>
  <name>_Bar</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
 </context>
 <context>
  <name>_Field</name>
  <message>
   <source>The line</source>
   <translation>Die Zeile</translation>
  </message>
 </context>
 <context>
  <name>_Model</name>
  <message>
   <source>Character</source>
   <translation>Figur</translation>
  </message>
  <message>
   <source>Scenes</source>
   <translation>Szenen</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Share of all spoken words</source>
   <translation>Anteil an allen gesprochenen Wörtern</translation>
  </message>
  <message>
   <source>Speeches</source>
   <translation>Repliken</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>Wörter</translation>
  </message>
  <message>
   <source>{0} %</source>
   <translation>{0} %</translation>
  </message>
 </context>
 <context>
  <name>_RenameDialog</name>
  <message>
   <source>&amp;New name</source>
   <translation>&amp;Neuer Name</translation>
  </message>
  <message>
   <source>In action and speeches, too</source>
   <translation>Auch in Handlung und Dialog</translation>
  </message>
  <message>
   <source>Rename {0}</source>
   <translation>{0} umbenennen</translation>
  </message>
 </context>
 <context>
  <name>actions</name>
  <message>
   <source>&amp;About Scriptwriter</source>
   <translation>Über &amp;Scriptwriter</translation>
  </message>
  <message>
   <source>&amp;Action</source>
   <translation>&amp;Handlung</translation>
  </message>
  <message>
   <source>&amp;Another Try</source>
   <translation>&amp;Neuer Versuch</translation>
  </message>
  <message>
   <source>&amp;Bold</source>
   <translation>F&amp;ett</translation>
  </message>
  <message>
   <source>&amp;Character</source>
   <translation>&amp;Figur</translation>
  </message>
  <message>
   <source>&amp;Compare Models Blind…</source>
   <translation>Modelle blind &amp;vergleichen…</translation>
  </message>
  <message>
   <source>&amp;Continue</source>
   <translation>&amp;Weiterschreiben</translation>
  </message>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>&amp;Dark</source>
   <translation>&amp;Dunkel</translation>
  </message>
  <message>
   <source>&amp;Dual Dialogue</source>
   <translation>&amp;Doppeldialog</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <source>&amp;Expand…</source>
   <translation>&amp;Ausführen…</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;Fill In…</source>
   <translation>&amp;Lücke füllen…</translation>
  </message>
  <message>
   <source>&amp;Final Draft…</source>
   <translation>&amp;Final Draft…</translation>
  </message>
  <message>
   <source>&amp;Find…</source>
   <translation>&amp;Suchen…</translation>
  </message>
  <message>
   <source>&amp;Full Screen</source>
   <translation>&amp;Vollbild</translation>
  </message>
  <message>
   <source>&amp;HTML…</source>
   <translation>&amp;HTML…</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>&amp;Import…</source>
   <translation>&amp;Importieren…</translation>
  </message>
  <message>
   <source>&amp;Italic</source>
   <translation>&amp;Kursiv</translation>
  </message>
  <message>
   <source>&amp;Keys…</source>
   <translation>&amp;Tastenkürzel…</translation>
  </message>
  <message>
   <source>&amp;Light</source>
   <translation>&amp;Hell</translation>
  </message>
  <message>
   <source>&amp;Lyrics</source>
   <translation>&amp;Liedtext</translation>
  </message>
  <message>
   <source>&amp;Next Alternative</source>
   <translation>Nä&amp;chste Alternative</translation>
  </message>
  <message>
   <source>&amp;Next Panel</source>
   <translation>&amp;Nächster Bereich</translation>
  </message>
  <message>
   <source>&amp;Normal Size</source>
   <translation>No&amp;rmalgröße</translation>
  </message>
  <message>
   <source>&amp;Note</source>
   <translation>No&amp;tiz</translation>
  </message>
  <message>
   <source>&amp;Number All Scenes</source>
   <translation>Alle Szenen &amp;nummerieren</translation>
  </message>
  <message>
   <source>&amp;Omit or Restore This Scene</source>
   <translation>Szene &amp;auslassen oder zurückholen</translation>
  </message>
  <message>
   <source>&amp;Open…</source>
   <translation>Ö&amp;ffnen…</translation>
  </message>
  <message>
   <source>&amp;Outline and Cast</source>
   <translation>&amp;Gliederung und Figuren</translation>
  </message>
  <message>
   <source>&amp;PDF…</source>
   <translation>&amp;PDF…</translation>
  </message>
  <message>
   <source>&amp;Parenthetical</source>
   <translation>&amp;Regieanweisung</translation>
  </message>
  <message>
   <source>&amp;Paste</source>
   <translation>&amp;Einfügen</translation>
  </message>
  <message>
   <source>&amp;Previous Alternative</source>
   <translation>&amp;Vorherige Alternative</translation>
  </message>
  <message>
   <source>&amp;Print…</source>
   <translation>&amp;Drucken…</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>&amp;Beenden</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>Wieder&amp;herstellen</translation>
  </message>
  <message>
   <source>&amp;Remove Scene Numbers</source>
   <translation>Szenennummern &amp;entfernen</translation>
  </message>
  <message>
   <source>&amp;Rewrite…</source>
   <translation>&amp;Umformulieren…</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;Speichern</translation>
  </message>
  <message>
   <source>&amp;Scene Heading</source>
   <translation>&amp;Szenenüberschrift</translation>
  </message>
  <message>
   <source>&amp;Spelling…</source>
   <translation>Re&amp;chtschreibung…</translation>
  </message>
  <message>
   <source>&amp;Stop and Dismiss</source>
   <translation>&amp;Stoppen und verwerfen</translation>
  </message>
  <message>
   <source>&amp;Train a Model…</source>
   <translation>Modell &amp;trainieren…</translation>
  </message>
  <message>
   <source>&amp;Transition</source>
   <translation>Über&amp;gang</translation>
  </message>
  <message>
   <source>&amp;Typewriter Scrolling</source>
   <translation>Schreib&amp;maschinenmodus</translation>
  </message>
  <message>
   <source>&amp;Underline</source>
   <translation>U&amp;nterstrichen</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <source>&amp;Versions…</source>
   <translation>Ve&amp;rsionen…</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <source>&amp;Word…</source>
   <translation>&amp;Word…</translation>
  </message>
  <message>
   <source>&amp;Write</source>
   <translation>&amp;Schreiben</translation>
  </message>
  <message>
   <source>Accept &amp;All</source>
   <translation>&amp;Alles übernehmen</translation>
  </message>
  <message>
   <source>Accept &amp;Line</source>
   <translation>&amp;Zeile übernehmen</translation>
  </message>
  <message>
   <source>Accept &amp;Word</source>
   <translation>W&amp;ort übernehmen</translation>
  </message>
  <message>
   <source>Add a &amp;Model…</source>
   <translation>Modell &amp;hinzufügen…</translation>
  </message>
  <message>
   <source>As the S&amp;ystem</source>
   <translation>Wie das S&amp;ystem</translation>
  </message>
  <message>
   <source>C&amp;entred</source>
   <translation>&amp;Zentriert</translation>
  </message>
  <message>
   <source>Cali&amp;brate for This Model…</source>
   <translation>A&amp;bstimmen auf dieses Modell…</translation>
  </message>
  <message>
   <source>Command &amp;Palette…</source>
   <translation>&amp;Befehlspalette…</translation>
  </message>
  <message>
   <source>Continuation &amp;Panel</source>
   <translation>&amp;Fortsetzungsleiste</translation>
  </message>
  <message>
   <source>Cu&amp;t</source>
   <translation>&amp;Ausschneiden</translation>
  </message>
  <message>
   <source>Cut &amp;Out</source>
   <translation>Herauss&amp;chneiden</translation>
  </message>
  <message>
   <source>E&amp;xport</source>
   <translation>E&amp;xportieren</translation>
  </message>
  <message>
   <source>F&amp;ormat</source>
   <translation>&amp;Format</translation>
  </message>
  <message>
   <source>Find &amp;Next</source>
   <translation>Nächste &amp;Fundstelle</translation>
  </message>
  <message>
   <source>Find Pre&amp;vious</source>
   <translation>&amp;Vorherige Fundstelle</translation>
  </message>
  <message>
   <source>Foc&amp;us Mode</source>
   <translation>F&amp;okusmodus</translation>
  </message>
  <message>
   <source>New &amp;Script</source>
   <translation>&amp;Neues Drehbuch</translation>
  </message>
  <message>
   <source>New S&amp;tory</source>
   <translation>Neue &amp;Erzählung</translation>
  </message>
  <message>
   <source>Number Only &amp;New Scenes</source>
   <translation>N&amp;ur neue Szenen nummerieren</translation>
  </message>
  <message>
   <source>Ori&amp;gins Report…</source>
   <translation>&amp;Herkunftsbericht…</translation>
  </message>
  <message>
   <source>P&amp;rose</source>
   <translation>&amp;Prosa</translation>
  </message>
  <message>
   <source>Page Brea&amp;k</source>
   <translation>Seiten&amp;umbruch</translation>
  </message>
  <message>
   <source>Paste as &amp;It Is</source>
   <translation>&amp;Unformatiert einfügen</translation>
  </message>
  <message>
   <source>Plain &amp;Text…</source>
   <translation>Reiner &amp;Text…</translation>
  </message>
  <message>
   <source>Pre&amp;view…</source>
   <translation>Vors&amp;chau…</translation>
  </message>
  <message>
   <source>R&amp;eplace…</source>
   <translation>Erset&amp;zen…</translation>
  </message>
  <message>
   <source>Re&amp;visions…</source>
   <translation>&amp;Revisionen…</translation>
  </message>
  <message>
   <source>Reali&amp;sm Panel</source>
   <translation>E&amp;chtheitsleiste</translation>
  </message>
  <message>
   <source>Realis&amp;m Scores</source>
   <translation>Echthe&amp;itswerte</translation>
  </message>
  <message>
   <source>Rename &amp;Character…</source>
   <translation>&amp;Figur umbenennen…</translation>
  </message>
  <message>
   <source>S&amp;cript</source>
   <translation>D&amp;rehbuch</translation>
  </message>
  <message>
   <source>S&amp;horten…</source>
   <translation>&amp;Kürzen…</translation>
  </message>
  <message>
   <source>S&amp;tatistics…</source>
   <translation>&amp;Statistik…</translation>
  </message>
  <message>
   <source>S&amp;ynopsis</source>
   <translation>S&amp;ynopsis</translation>
  </message>
  <message>
   <source>Save &amp;As…</source>
   <translation>Speichern &amp;unter…</translation>
  </message>
  <message>
   <source>Scene &amp;Cards</source>
   <translation>&amp;Szenenkarten</translation>
  </message>
  <message>
   <source>Scri&amp;pt</source>
   <translation>&amp;Drehbuch</translation>
  </message>
  <message>
   <source>Se&amp;ttings…</source>
   <translation>Einstellun&amp;gen…</translation>
  </message>
  <message>
   <source>Secti&amp;on</source>
   <translation>&amp;Abschnitt</translation>
  </message>
  <message>
   <source>Select &amp;All</source>
   <translation>A&amp;lles auswählen</translation>
  </message>
  <message>
   <source>Sho&amp;w Origins</source>
   <translation>Herkunft &amp;zeigen</translation>
  </message>
  <message>
   <source>Start Pa&amp;ge</source>
   <translation>St&amp;artseite</translation>
  </message>
  <message>
   <source>Su&amp;ggest</source>
   <translation>&amp;Vorschlagen</translation>
  </message>
  <message>
   <source>Su&amp;ggestions</source>
   <translation>Vorsch&amp;läge</translation>
  </message>
  <message>
   <source>Table &amp;Read</source>
   <translation>Lese&amp;probe</translation>
  </message>
  <message>
   <source>Title Pa&amp;ge…</source>
   <translation>&amp;Titelseite…</translation>
  </message>
  <message>
   <source>Zoom &amp;In</source>
   <translation>V&amp;ergrößern</translation>
  </message>
  <message>
   <source>Zoom &amp;Out</source>
   <translation>Ver&amp;kleinern</translation>
  </message>
 </context>
 <context>
  <name>core</name>
  <message>
   <source>A helper process ({0}) stopped in the middle of its work.</source>
   <translation>Ein Hilfsprozess ({0}) ist mitten in der Arbeit stehen geblieben.</translation>
  </message>
  <message>
   <source>A keyword has at most {0} characters; {1}… has {2}.</source>
   <translation>Ein Stichwort hat höchstens {0} Zeichen; {1}… hat {2}.</translation>
  </message>
  <message>
   <source>A line has at most {0} characters, not {1}.</source>
   <translation>Eine Zeile hat höchstens {0} Zeichen, nicht {1}.</translation>
  </message>
  <message>
   <source>A passage has between 1 and {0} words, not {1}.</source>
   <translation>Eine Passage hat 1 bis {0} Wörter, nicht {1}.</translation>
  </message>
  <message>
   <source>A passage of {0} tokens is too long for this model to be measured.</source>
   <translation>Eine Passage von {0} Token ist zu lang, um mit diesem Modell gemessen zu werden.</translation>
  </message>
  <message>
   <source>A place is LINE or LINE:COLUMN, such as 12 or 12:30, not {0}.</source>
   <translation>Eine Stelle ist ZEILE oder ZEILE:SPALTE, etwa 12 oder 12:30, nicht {0}.</translation>
  </message>
  <message>
   <source>A report is written as {0}, not {1}.</source>
   <translation>Ein Bericht wird als {0} geschrieben, nicht {1}.</translation>
  </message>
  <message>
   <source>A speech of fewer than {0} words could be anybody's.</source>
   <translation>Eine Rede von weniger als {0} Wörtern könnte von jedem sein.</translation>
  </message>
  <message>
   <source>A training named {0} was stopped before its end: go on with it (--resume), or choose another name; its folder is {1}.</source>
   <translation>Ein Training namens {0} wurde vor seinem Ende gestoppt: Setzen Sie es fort (--resume), oder wählen Sie einen anderen Namen; sein Ordner ist {1}.</translation>
  </message>
  <message>
   <source>A voice is an adapter, which is trained with LoRA; ask for a model to train every weight.</source>
   <translation>Eine Stimme ist ein Adapter, der mit LoRA gelernt wird; für alle Gewichte trainieren Sie ein Modell.</translation>
  </message>
  <message>
   <source>A voice is an adapter: LoRA.</source>
   <translation>Eine Stimme ist ein Adapter: LoRA.</translation>
  </message>
  <message>
   <source>A voice needs a base model that the program can open; give the GGUF file, not a folder.</source>
   <translation>Eine Stimme braucht ein Grundmodell, das das Programm öffnen kann; nennen Sie die GGUF-Datei, nicht einen Ordner.</translation>
  </message>
  <message>
   <source>A {0} has at most {1} characters, not {2}.</source>
   <translation>{0} hat höchstens {1} Zeichen, nicht {2}.</translation>
  </message>
  <message>
   <source>An instruction has at most {0} characters.</source>
   <translation>Eine Anweisung hat höchstens {0} Zeichen.</translation>
  </message>
  <message>
   <source>At most {0} keywords can be asked for at once, not {1}.</source>
   <translation>Höchstens {0} Stichwörter können auf einmal verlangt werden, nicht {1}.</translation>
  </message>
  <message>
   <source>At most {0} words can be worded anew at once, not {1}.</source>
   <translation>Höchstens {0} Wörter können auf einmal neu formuliert werden, nicht {1}.</translation>
  </message>
  <message>
   <source>Between 1 and {0} alternatives can be drawn, not {1}.</source>
   <translation>1 bis {0} Vorschläge können gemacht werden, nicht {1}.</translation>
  </message>
  <message>
   <source>Choose a smaller model.</source>
   <translation>Wählen Sie ein kleineres Modell.</translation>
  </message>
  <message>
   <source>Choose who is to answer.</source>
   <translation>Wählen Sie, wer antworten soll.</translation>
  </message>
  <message>
   <source>Column {0} is past the end of line {1}, which has {2} characters.</source>
   <translation>Spalte {0} liegt hinter dem Ende von Zeile {1}, die {2} Zeichen hat.</translation>
  </message>
  <message>
   <source>Everything{0} in the corpus is held out; there is nothing to learn.</source>
   <translation>Alles{0} im Korpus ist zum Prüfen zurückgehalten; es gibt nichts zu lernen.</translation>
  </message>
  <message>
   <source>Give a model file, or a name on the hub: OWNER/NAME.</source>
   <translation>Nennen Sie eine Modelldatei oder einen Namen auf dem Hub: BESITZER/NAME.</translation>
  </message>
  <message>
   <source>Line {0} is past the end: the text has {1} lines.</source>
   <translation>Zeile {0} liegt hinter dem Ende: Der Text hat {1} Zeilen.</translation>
  </message>
  <message>
   <source>Models of the architecture {0} cannot be trained; these can: {1}.</source>
   <translation>Modelle der Architektur {0} können nicht trainiert werden; diese können es: {1}.</translation>
  </message>
  <message>
   <source>Models whose context is stretched by {0} cannot be trained.</source>
   <translation>Modelle, deren Kontext durch {0} gestreckt ist, können nicht trainiert werden.</translation>
  </message>
  <message>
   <source>Models with experts (mixture of experts) cannot be trained.</source>
   <translation>Modelle mit Experten (Mixture of Experts) können nicht trainiert werden.</translation>
  </message>
  <message>
   <source>Most of the text is {0}; the bundled model knows English only.</source>
   <translation>Das meiste des Textes ist {0}; das mitgelieferte Modell kann nur Englisch.</translation>
  </message>
  <message>
   <source>Name a file or a quantization, not both.</source>
   <translation>Nennen Sie eine Datei oder eine Quantisierung, nicht beides.</translation>
  </message>
  <message>
   <source>No model is loaded.</source>
   <translation>Es ist kein Modell geladen.</translation>
  </message>
  <message>
   <source>No passage in {0} was read by the model yet.</source>
   <translation>Noch keine Passage in {0} wurde vom Modell gelesen.</translation>
  </message>
  <message>
   <source>No valid expression: {0}.</source>
   <translation>Kein gültiger Ausdruck: {0}.</translation>
  </message>
  <message>
   <source>No work{0} is held out: the loss is that of the last tenth of the passages, taken from works that are learned, and flatters the model.</source>
   <translation>Kein Werk{0} ist zum Prüfen zurückgehalten: Der Verlust ist der des letzten Zehntels der Passagen, aus Werken, die gelernt werden, und schmeichelt dem Modell.</translation>
  </message>
  <message>
   <source>Nothing could be held out, so nobody can tell whether the model has learned more than the text.</source>
   <translation>Nichts konnte zurückgehalten werden; so kann niemand sagen, ob das Modell mehr als den Text gelernt hat.</translation>
  </message>
  <message>
   <source>Nothing of {0} can be used. {1}</source>
   <translation>Von {0} ist nichts zu gebrauchen. {1}</translation>
  </message>
  <message>
   <source>Nothing was written that could be compared.</source>
   <translation>Es wurde nichts geschrieben, das sich vergleichen ließe.</translation>
  </message>
  <message>
   <source>Only addresses with https:// can be used, not {0}</source>
   <translation>Nur Adressen mit https:// können benutzt werden, nicht {0}</translation>
  </message>
  <message>
   <source>Opening {0} was cancelled.</source>
   <translation>Das Öffnen von {0} wurde abgebrochen.</translation>
  </message>
  <message>
   <source>Process {0} is gone.</source>
   <translation>Der Prozess {0} ist nicht mehr da.</translation>
  </message>
  <message>
   <source>Qwen2 models with a head size of their own cannot be trained.</source>
   <translation>Qwen2-Modelle mit einer eigenen Kopfgröße können nicht trainiert werden.</translation>
  </message>
  <message>
   <source>Reading the scripts was cancelled; nothing was written.</source>
   <translation>Das Lesen der Texte wurde abgebrochen; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <source>Select the passage that is to be worded anew.</source>
   <translation>Markieren Sie die Passage, die neu formuliert werden soll.</translation>
  </message>
  <message>
   <source>The PDF was cancelled; nothing was written.</source>
   <translation>Das PDF wurde abgebrochen; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <source>The best can be chosen of at most {0} passages, not of {1}.</source>
   <translation>Das Beste kann aus höchstens {0} Passagen gewählt werden, nicht aus {1}.</translation>
  </message>
  <message>
   <source>The calibration was cancelled; nothing was changed.</source>
   <translation>Die Abstimmung wurde abgebrochen; nichts wurde geändert.</translation>
  </message>
  <message>
   <source>The comparison was cancelled.</source>
   <translation>Der Vergleich wurde abgebrochen.</translation>
  </message>
  <message>
   <source>The conversion was cancelled; nothing was written.</source>
   <translation>Die Umwandlung wurde abgebrochen; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <source>The corpus has no speech{0}.</source>
   <translation>Der Korpus hat keine Rede{0}.</translation>
  </message>
  <message>
   <source>The corpus has no text that could be learned.</source>
   <translation>Der Korpus hat keinen Text, der sich lernen ließe.</translation>
  </message>
  <message>
   <source>The corpus has nothing to learn.</source>
   <translation>Der Korpus hat nichts zu lernen.</translation>
  </message>
  <message>
   <source>The corpus has only one passage{0}; training needs some to learn and some to compare.</source>
   <translation>Der Korpus hat nur eine Passage{0}; zum Training gehören einige zum Lernen und einige zum Vergleichen.</translation>
  </message>
  <message>
   <source>The corpus has {0} passages of {1} words or more; {2} are needed.</source>
   <translation>Der Korpus hat {0} Passagen von {1} Wörtern oder mehr; {2} sind nötig.</translation>
  </message>
  <message>
   <source>The dictionary {0} cannot be used: {1}</source>
   <translation>Das Wörterbuch {0} kann nicht benutzt werden: {1}</translation>
  </message>
  <message>
   <source>The engine cannot be started ({0}): {1} Try `scriptwriter doctor`.</source>
   <translation>Der Prozess des Modells kann nicht gestartet werden ({0}): {1} Versuchen Sie `scriptwriter doctor`.</translation>
  </message>
  <message>
   <source>The engine gave no answer to some passages.</source>
   <translation>Der Prozess des Modells hat zu einigen Passagen keine Antwort gegeben.</translation>
  </message>
  <message>
   <source>The engine sent a message of {0} bytes, more than a message can have.</source>
   <translation>Der Prozess des Modells hat eine Nachricht von {0} Byte gesendet; so lang darf keine sein.</translation>
  </message>
  <message>
   <source>The engine sent a message that cannot be read.</source>
   <translation>Der Prozess des Modells hat eine Nachricht gesendet, die nicht zu lesen ist.</translation>
  </message>
  <message>
   <source>The engine stopped in the middle of its work ({0}). Your text is untouched; the next request starts it again.</source>
   <translation>Der Prozess des Modells ist mitten in der Arbeit stehen geblieben ({0}). Ihr Text ist unberührt; die nächste Anfrage startet ihn neu.</translation>
  </message>
  <message>
   <source>The engine stopped in the middle of its work. Your text is untouched.</source>
   <translation>Der Prozess des Modells ist mitten in der Arbeit stehen geblieben. Ihr Text ist unberührt.</translation>
  </message>
  <message>
   <source>The evaluation was cancelled; nothing was written.</source>
   <translation>Die Auswertung wurde abgebrochen; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <source>The folder {0} cannot be made ({1}): set {2} to one that you may write to.</source>
   <translation>Der Ordner {0} kann nicht angelegt werden ({1}): Setzen Sie {2} auf einen, in den Sie schreiben dürfen.</translation>
  </message>
  <message>
   <source>The font {0} is missing or damaged: {1}.</source>
   <translation>Die Schrift {0} fehlt oder ist beschädigt: {1}.</translation>
  </message>
  <message>
   <source>The graphics card computes in bfloat16.</source>
   <translation>Die Grafikkarte rechnet in bfloat16.</translation>
  </message>
  <message>
   <source>The hub does not accept your access token for {0}; look at {1}.</source>
   <translation>Der Hub nimmt Ihren Zugangsschlüssel für {0} nicht an; sehen Sie auf {1} nach.</translation>
  </message>
  <message>
   <source>The import was cancelled.</source>
   <translation>Das Einlesen wurde abgebrochen.</translation>
  </message>
  <message>
   <source>The keys could not be saved to {0}: {1}.</source>
   <translation>Die Tasten konnten nicht in {0} gespeichert werden: {1}.</translation>
  </message>
  <message>
   <source>The list of models could not be saved: {0} ({1}).</source>
   <translation>Die Liste der Modelle konnte nicht gespeichert werden: {0} ({1}).</translation>
  </message>
  <message>
   <source>The list of models in {0} cannot be read: {1}</source>
   <translation>Die Liste der Modelle in {0} ist nicht zu lesen: {1}</translation>
  </message>
  <message>
   <source>The list of recommended models cannot be read ({0}): {1}</source>
   <translation>Die Liste der empfohlenen Modelle ist nicht zu lesen ({0}): {1}</translation>
  </message>
  <message>
   <source>The model could not be quantized to {0}; is the disk full?</source>
   <translation>Das Modell konnte nicht nach {0} quantisiert werden; ist der Datenträger voll?</translation>
  </message>
  <message>
   <source>The model could not go on (llama_decode answered {0}).</source>
   <translation>Das Modell konnte nicht weiterschreiben (llama_decode antwortete {0}).</translation>
  </message>
  <message>
   <source>The model could not read the text (llama_decode answered {0}).</source>
   <translation>Das Modell konnte den Text nicht lesen (llama_decode antwortete {0}).</translation>
  </message>
  <message>
   <source>The model does not have the control tokens of the cue format.</source>
   <translation>Das Modell hat die Steuertoken des Cue-Formats nicht.</translation>
  </message>
  <message>
   <source>The model file does not say its {0}.{1}.</source>
   <translation>Die Modelldatei sagt nicht, was ihr {0}.{1} ist.</translation>
  </message>
  <message>
   <source>The model has a parameter {0}, which llama.cpp has no place for.</source>
   <translation>Das Modell hat einen Parameter {0}, für den llama.cpp keinen Platz hat.</translation>
  </message>
  <message>
   <source>The model has a tensor {0}, which {1} models that can be trained do not have.</source>
   <translation>Das Modell hat einen Tensor {0}, den trainierbare {1}-Modelle nicht haben.</translation>
  </message>
  <message>
   <source>The model has no token that ends a text.</source>
   <translation>Das Modell hat kein Token, das einen Text beendet.</translation>
  </message>
  <message>
   <source>The model wrote too little that can be judged.</source>
   <translation>Das Modell hat zu wenig geschrieben, das sich beurteilen lässt.</translation>
  </message>
  <message>
   <source>The model's chat template cannot be used: {0}</source>
   <translation>Die Chat-Vorlage des Modells ist nicht zu gebrauchen: {0}</translation>
  </message>
  <message>
   <source>The model's chat template does not pass the user's message on; choose another model.</source>
   <translation>Die Chat-Vorlage des Modells gibt die Nachricht nicht weiter; wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>The model's chat template is {0} characters long; too long to be one.</source>
   <translation>Die Chat-Vorlage des Modells ist {0} Zeichen lang; zu lang für eine Vorlage.</translation>
  </message>
  <message>
   <source>The model's chat template ran out of time or memory; the model was not opened.</source>
   <translation>Der Chat-Vorlage des Modells gingen Zeit oder Arbeitsspeicher aus; das Modell wurde nicht geöffnet.</translation>
  </message>
  <message>
   <source>The model's chat template runs without end; the model was not opened.</source>
   <translation>Die Chat-Vorlage des Modells läuft ohne Ende; das Modell wurde nicht geöffnet.</translation>
  </message>
  <message>
   <source>The model's tokenizer is none that llama.cpp knows; convert the model to GGUF first.</source>
   <translation>Den Tokenizer des Modells kennt llama.cpp nicht; wandeln Sie das Modell erst in GGUF um.</translation>
  </message>
  <message>
   <source>The program that started the training is gone; the run can be gone on with.</source>
   <translation>Das Programm, das das Training begonnen hat, ist beendet; der Lauf kann fortgesetzt werden.</translation>
  </message>
  <message>
   <source>The program's {0} are missing beside {1}: reinstall it.</source>
   <translation>Dem Programm fehlen {0} neben {1}: Installieren Sie es neu.</translation>
  </message>
  <message>
   <source>The report of the training at {0} cannot be read.</source>
   <translation>Der Bericht des Trainings in {0} ist nicht zu lesen.</translation>
  </message>
  <message>
   <source>The run needs about {0} GB in {1} and {2} GB are free.</source>
   <translation>Der Lauf braucht etwa {0} GB in {1}, und {2} GB sind frei.</translation>
  </message>
  <message>
   <source>The sample scripts are missing from {0}: reinstall the program.</source>
   <translation>Die Beispieltexte fehlen in {0}: Installieren Sie das Programm neu.</translation>
  </message>
  <message>
   <source>The score does not know this model.</source>
   <translation>Die Wertung kennt dieses Modell nicht.</translation>
  </message>
  <message>
   <source>The scripted engine is no model that could be trained.</source>
   <translation>Das Spielmodell für Tests kann nicht trainiert werden.</translation>
  </message>
  <message>
   <source>The setting {0} is a line of at most {1} characters.</source>
   <translation>Die Einstellung {0} ist eine Zeile von höchstens {1} Zeichen.</translation>
  </message>
  <message>
   <source>The setting {0} is a number {1}, not {2}.</source>
   <translation>Die Einstellung {0} ist eine Zahl {1}, nicht {2}.</translation>
  </message>
  <message>
   <source>The setting {0} is a whole number {1}, not {2}.</source>
   <translation>Die Einstellung {0} ist eine ganze Zahl {1}, nicht {2}.</translation>
  </message>
  <message>
   <source>The setting {0} is one of {1}, not {2}.</source>
   <translation>Die Einstellung {0} ist eines von {1}, nicht {2}.</translation>
  </message>
  <message>
   <source>The setting {0} is true or false, not {1}.</source>
   <translation>Die Einstellung {0} ist wahr oder falsch, nicht {1}.</translation>
  </message>
  <message>
   <source>The settings could not be saved to {0}: {1}.</source>
   <translation>Die Einstellungen konnten nicht in {0} gespeichert werden: {1}.</translation>
  </message>
  <message>
   <source>The settings count until the end only: there is no folder to save them in.</source>
   <translation>Die Einstellungen gelten nur bis zum Ende: Es gibt keinen Ordner, sie zu speichern.</translation>
  </message>
  <message>
   <source>The table could not be sorted: {0}.</source>
   <translation>Die Tabelle konnte nicht sortiert werden: {0}.</translation>
  </message>
  <message>
   <source>The text has no file yet: choose where to save it.</source>
   <translation>Der Text hat noch keine Datei: Wählen Sie, wohin er gespeichert werden soll.</translation>
  </message>
  <message>
   <source>The texts have only {0} words: a model learns little from fewer than {1}.</source>
   <translation>Die Texte haben nur {0} Wörter: Aus weniger als {1} lernt ein Modell wenig.</translation>
  </message>
  <message>
   <source>The texts have only {0} words; at least {1} are needed.</source>
   <translation>Die Texte haben nur {0} Wörter; mindestens {1} sind nötig.</translation>
  </message>
  <message>
   <source>The tokenizer of {0} is not byte-level BPE; convert the model to GGUF first.</source>
   <translation>Der Tokenizer von {0} ist kein BPE auf Bytes; wandeln Sie das Modell erst in GGUF um.</translation>
  </message>
  <message>
   <source>The unsaved text cannot be kept in {0}: {1}.</source>
   <translation>Der ungespeicherte Text kann nicht in {0} aufgehoben werden: {1}.</translation>
  </message>
  <message>
   <source>The voice could not be used with this model.</source>
   <translation>Die Stimme ließ sich mit diesem Modell nicht benutzen.</translation>
  </message>
  <message>
   <source>The weights of {0} are too large for 16 bits; train with a lower learning rate.</source>
   <translation>Die Gewichte von {0} sind zu groß für 16 Bit; trainieren Sie mit einer kleineren Lernrate.</translation>
  </message>
  <message>
   <source>The word LSTM could not be trained: {0}.</source>
   <translation>Das Wort-LSTM konnte nicht trainiert werden: {0}.</translation>
  </message>
  <message>
   <source>There is a model named {0} already; choose another name or remove it first.</source>
   <translation>Es gibt schon ein Modell namens {0}; wählen Sie einen anderen Namen, oder nehmen Sie es erst heraus.</translation>
  </message>
  <message>
   <source>There is no added model named {0}.</source>
   <translation>Es gibt kein hinzugefügtes Modell namens {0}.</translation>
  </message>
  <message>
   <source>There is no dictionary for {0}: put {1}.aff and {2}.dic into {3}.</source>
   <translation>Es gibt kein Wörterbuch für {0}: Legen Sie {1}.aff und {2}.dic in {3}.</translation>
  </message>
  <message>
   <source>There is no file at {0}.</source>
   <translation>Es gibt keine Datei unter {0}.</translation>
  </message>
  <message>
   <source>There is no model file at {0}.</source>
   <translation>Es gibt keine Modelldatei unter {0}.</translation>
  </message>
  <message>
   <source>There is no model in {0}: reinstall, or add one with `scriptwriter models add`.</source>
   <translation>In {0} ist kein Modell: Installieren Sie neu, oder fügen Sie eines mit `scriptwriter models add` hinzu.</translation>
  </message>
  <message>
   <source>There is no model named {0}; known: {1}. A file's path works as well.</source>
   <translation>Es gibt kein Modell namens {0}; bekannt: {1}. Der Pfad einer Datei geht auch.</translation>
  </message>
  <message>
   <source>There is no passage in these files that could be compared with.</source>
   <translation>In diesen Dateien ist keine Passage, mit der sich vergleichen ließe.</translation>
  </message>
  <message>
   <source>There is no place called {0} to search in.</source>
   <translation>Es gibt keinen Ort namens {0}, an dem gesucht werden könnte.</translation>
  </message>
  <message>
   <source>There is no setting named {0}.</source>
   <translation>Es gibt keine Einstellung namens {0}.</translation>
  </message>
  <message>
   <source>There is no training named {0} to go on with; stopped ones: {1}.</source>
   <translation>Es gibt kein Training namens {0}, das fortgesetzt werden könnte; gestoppt sind: {1}.</translation>
  </message>
  <message>
   <source>There is no {0} on {1}{2}.</source>
   <translation>Es gibt kein {0} auf {1}{2}.</translation>
  </message>
  <message>
   <source>There is not enough memory to check {0}.</source>
   <translation>Der Arbeitsspeicher reicht nicht, um {0} zu prüfen.</translation>
  </message>
  <message>
   <source>There is not enough memory to open {0} with {1} tokens of context.</source>
   <translation>Der Arbeitsspeicher reicht nicht, um {0} mit {1} Token Kontext zu öffnen.</translation>
  </message>
  <message>
   <source>There is not enough memory to score a text with this model.</source>
   <translation>Der Arbeitsspeicher reicht nicht, um mit diesem Modell einen Text zu bewerten.</translation>
  </message>
  <message>
   <source>There is nothing at {0}.</source>
   <translation>Unter {0} ist nichts.</translation>
  </message>
  <message>
   <source>There is nothing to train on in {0}.</source>
   <translation>In {0} ist nichts, womit sich trainieren ließe.</translation>
  </message>
  <message>
   <source>There is nothing to train on: everything is left out.</source>
   <translation>Es gibt nichts, womit sich trainieren ließe: Alles ist ausgelassen.</translation>
  </message>
  <message>
   <source>There is nothing to train on: {0}: {1}.</source>
   <translation>Es gibt nichts, womit sich trainieren ließe: {0}: {1}.</translation>
  </message>
  <message>
   <source>These texts are too short: {0} places are needed, and they have {1}.</source>
   <translation>Diese Texte sind zu kurz: {0} Stellen sind nötig, und sie haben {1}.</translation>
  </message>
  <message>
   <source>This cannot be put in its place: {0}.</source>
   <translation>Das kann nicht an seinen Platz: {0}.</translation>
  </message>
  <message>
   <source>This kind of model cannot go back in its text; choose a transformer model.</source>
   <translation>Diese Art von Modell kann in ihrem Text nicht zurückgehen; wählen Sie ein Transformer-Modell.</translation>
  </message>
  <message>
   <source>This model can only continue a text; choose one that follows instructions.</source>
   <translation>Dieses Modell kann einen Text nur fortsetzen; wählen Sie eines, das Anweisungen befolgt.</translation>
  </message>
  <message>
   <source>This processor multiplies bfloat16 {0} times as fast as float32.</source>
   <translation>Dieser Prozessor multipliziert bfloat16 {0}-mal so schnell wie float32.</translation>
  </message>
  <message>
   <source>This version is damaged.</source>
   <translation>Diese Version ist beschädigt.</translation>
  </message>
  <message>
   <source>This version is gone or damaged.</source>
   <translation>Diese Version ist verschwunden oder beschädigt.</translation>
  </message>
  <message>
   <source>Too slow: this expression was stopped after 2 seconds.</source>
   <translation>Zu langsam: Dieser Ausdruck wurde nach 2 Sekunden gestoppt.</translation>
  </message>
  <message>
   <source>Training this model needs about {0} GB of memory and {1} GB are free. {2}</source>
   <translation>Dieses Modell zu trainieren braucht etwa {0} GB Arbeitsspeicher, und {1} GB sind frei. {2}</translation>
  </message>
  <message>
   <source>Type what is said first.</source>
   <translation>Schreiben Sie zuerst, was gesagt wird.</translation>
  </message>
  <message>
   <source>What comes for {0} is longer than the hub says; it was deleted.</source>
   <translation>Was für {0} kommt, ist länger, als der Hub sagt; es wurde gelöscht.</translation>
  </message>
  <message>
   <source>What comes for {0} is no GGUF model file.</source>
   <translation>Was für {0} kommt, ist keine GGUF-Modelldatei.</translation>
  </message>
  <message>
   <source>What is asked for takes {0} tokens; this model has {1} in all.</source>
   <translation>Das Verlangte braucht {0} Token; dieses Modell hat insgesamt {1}.</translation>
  </message>
  <message>
   <source>You have no home folder here: set {0} to a folder that you may write to.</source>
   <translation>Sie haben hier keinen eigenen Ordner: Setzen Sie {0} auf einen, in den Sie schreiben dürfen.</translation>
  </message>
  <message>
   <source>llama.cpp cannot open the adapter {0}.</source>
   <translation>llama.cpp kann den Adapter {0} nicht öffnen.</translation>
  </message>
  <message>
   <source>llama.cpp cannot open {0}.</source>
   <translation>llama.cpp kann {0} nicht öffnen.</translation>
  </message>
  <message>
   <source>llama.cpp could not read a passage with the new model.</source>
   <translation>llama.cpp konnte mit dem neuen Modell eine Passage nicht lesen.</translation>
  </message>
  <message>
   <source>no column of lines, quotes or messages was found; the columns are {0}</source>
   <translation>keine Spalte mit Zeilen, Zitaten oder Nachrichten gefunden; die Spalten sind {0}</translation>
  </message>
  <message>
   <source>the file is empty</source>
   <translation>die Datei ist leer</translation>
  </message>
  <message>
   <source>the table has column names and no rows</source>
   <translation>die Tabelle hat Spaltennamen und keine Zeilen</translation>
  </message>
  <message>
   <source>the table is empty</source>
   <translation>die Tabelle ist leer</translation>
  </message>
  <message>
   <source>there is no column {0}; the columns are {1}</source>
   <translation>es gibt keine Spalte {0}; die Spalten sind {1}</translation>
  </message>
  <message>
   <source>torch is needed for the word LSTM: pip install 'scriptwriter[train]'.</source>
   <translation>Für das Wort-LSTM wird torch gebraucht: pip install 'scriptwriter[train]'.</translation>
  </message>
  <message>
   <source>{0} It was deleted.</source>
   <translation>{0} Sie wurde gelöscht.</translation>
  </message>
  <message>
   <source>{0} What is there is kept; the same download goes on with it.</source>
   <translation>{0} Was da ist, bleibt; derselbe Download geht damit weiter.</translation>
  </message>
  <message>
   <source>{0} belongs to another version of the program.</source>
   <translation>{0} gehört zu einer anderen Version des Programms.</translation>
  </message>
  <message>
   <source>{0} cannot be a model's name: use letters and digits.</source>
   <translation>{0} kann kein Modellname sein: Nehmen Sie Buchstaben und Ziffern.</translation>
  </message>
  <message>
   <source>{0} cannot be copied: {1}.</source>
   <translation>{0} kann nicht kopiert werden: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be kept: {1} ({2}).</source>
   <translation>{0} kann nicht behalten werden: {1} ({2}).</translation>
  </message>
  <message>
   <source>{0} cannot be kept: {1} ({2}). What is there is kept; the same download goes on with it.</source>
   <translation>{0} kann nicht behalten werden: {1} ({2}). Was da ist, bleibt; derselbe Download geht damit weiter.</translation>
  </message>
  <message>
   <source>{0} cannot be loaded for training: {1}</source>
   <translation>{0} kann nicht zum Training geladen werden: {1}</translation>
  </message>
  <message>
   <source>{0} cannot be loaded: {1}</source>
   <translation>{0} kann nicht geladen werden: {1}</translation>
  </message>
  <message>
   <source>{0} cannot be made: {1}.</source>
   <translation>{0} kann nicht gemacht werden: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be opened as a model: {1}.</source>
   <translation>{0} kann nicht als Modell geöffnet werden: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be opened: {1}.</source>
   <translation>{0} kann nicht geöffnet werden: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be read as a memorisation index: {1}.</source>
   <translation>{0} ist nicht als Verzeichnis gelernter Texte zu lesen: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be read as a model: {1}</source>
   <translation>{0} ist nicht als Modell zu lesen: {1}</translation>
  </message>
  <message>
   <source>{0} cannot be read as a realism model ({1}).</source>
   <translation>{0} ist nicht als Modell der Wertung zu lesen ({1}).</translation>
  </message>
  <message>
   <source>{0} cannot be read: you may not read it.</source>
   <translation>{0} ist nicht zu lesen: Sie dürfen die Datei nicht lesen.</translation>
  </message>
  <message>
   <source>{0} cannot be read: {1}.</source>
   <translation>{0} ist nicht zu lesen: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be written to: {1}.</source>
   <translation>In {0} kann nicht geschrieben werden: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be written: {1}.</source>
   <translation>{0} kann nicht geschrieben werden: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be {1}: {2} are not known, only {3}.</source>
   <translation>{0} kann nicht {1} sein: {2} sind nicht bekannt, nur {3}.</translation>
  </message>
  <message>
   <source>{0} changes the held-out loss by {1}, more than {2}: {3} was taken.</source>
   <translation>{0} ändert den Verlust am Prüftext um {1}, mehr als {2}: {3} wurde genommen.</translation>
  </message>
  <message>
   <source>{0} comes with the program and cannot be removed.</source>
   <translation>{0} gehört zum Programm und kann nicht herausgenommen werden.</translation>
  </message>
  <message>
   <source>{0} could not be deleted: {1}.</source>
   <translation>{0} konnte nicht gelöscht werden: {1}.</translation>
  </message>
  <message>
   <source>{0} could not be put in its place: {1}.</source>
   <translation>{0} konnte nicht an seinen Platz: {1}.</translation>
  </message>
  <message>
   <source>{0} could not be quantized.</source>
   <translation>{0} konnte nicht quantisiert werden.</translation>
  </message>
  <message>
   <source>{0} could not be saved: {1}. What stood there is untouched.</source>
   <translation>{0} konnte nicht gespeichert werden: {1}. Was dort stand, ist unberührt.</translation>
  </message>
  <message>
   <source>{0} could not be written: {1}.</source>
   <translation>{0} konnte nicht geschrieben werden: {1}.</translation>
  </message>
  <message>
   <source>{0} could not be written: {1}. What stood there is untouched.</source>
   <translation>{0} konnte nicht geschrieben werden: {1}. Was dort stand, ist unberührt.</translation>
  </message>
  <message>
   <source>{0} does not say how long its context is.</source>
   <translation>{0} sagt nicht, wie lang sein Kontext ist.</translation>
  </message>
  <message>
   <source>{0} has a context of {1} tokens; at least {2} are needed.</source>
   <translation>{0} hat einen Kontext von {1} Token; mindestens {2} sind nötig.</translation>
  </message>
  <message>
   <source>{0} has a field that no training run knows: {1}.</source>
   <translation>{0} hat ein Feld, das kein Trainingslauf kennt: {1}.</translation>
  </message>
  <message>
   <source>{0} has a password: save it without one first.</source>
   <translation>{0} hat ein Passwort: Speichern Sie die Datei erst ohne.</translation>
  </message>
  <message>
   <source>{0} has another checksum than the hub says: it was damaged on its way, or it is not the file. It was deleted; try again.</source>
   <translation>{0} hat eine andere Prüfsumme, als der Hub sagt: auf dem Weg beschädigt, oder nicht diese Datei. Sie wurde gelöscht; versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>{0} has no checksum in its manifest.</source>
   <translation>{0} hat keine Prüfsumme im Verzeichnis.</translation>
  </message>
  <message>
   <source>{0} has no text in it: its pages are pictures, such as a scan.</source>
   <translation>{0} hat keinen Text: Die Seiten sind Bilder, etwa ein Scan.</translation>
  </message>
  <message>
   <source>{0} has no tokenizer that can be used: {1}</source>
   <translation>{0} hat keinen Tokenizer, der zu gebrauchen ist: {1}</translation>
  </message>
  <message>
   <source>{0} has no voice of their own on {1}.</source>
   <translation>{0} hat auf {1} keine eigene Stimme.</translation>
  </message>
  <message>
   <source>{0} has no weights in safetensors; other formats can carry programs and are not opened.</source>
   <translation>{0} hat keine Gewichte in safetensors; andere Formate können Programme enthalten und werden nicht geöffnet.</translation>
  </message>
  <message>
   <source>{0} has no {1}; there is {2}.</source>
   <translation>{0} hat kein {1}; es gibt {2}.</translation>
  </message>
  <message>
   <source>{0} has too many pages: {1}; {2} are possible.</source>
   <translation>{0} hat zu viele Seiten: {1}; {2} sind möglich.</translation>
  </message>
  <message>
   <source>{0} has {1} bytes; at most {2} may be shipped.</source>
   <translation>{0} hat {1} Byte; höchstens {2} können ausgeliefert werden.</translation>
  </message>
  <message>
   <source>{0} has {1} speeches in these scripts; a voice needs {2}. Most are spoken by {3}.</source>
   <translation>{0} hat in diesen Texten {1} Reden; eine Stimme braucht {2}. Die meisten spricht {3}.</translation>
  </message>
  <message>
   <source>{0} holds no prepared scripts: {1}.</source>
   <translation>{0} enthält keine vorbereiteten Texte: {1}.</translation>
  </message>
  <message>
   <source>{0} holds no training data: make it with `scriptwriter realism data`.</source>
   <translation>{0} enthält keine Trainingsdaten: Machen Sie sie mit `scriptwriter realism data`.</translation>
  </message>
  <message>
   <source>{0} holds something else, such as {1}; choose another folder.</source>
   <translation>{0} enthält etwas anderes, etwa {1}; wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>{0} is a GGUF file of version {1}; versions 2 and 3 can be read.</source>
   <translation>{0} ist eine GGUF-Datei der Version {1}; die Versionen 2 und 3 sind zu lesen.</translation>
  </message>
  <message>
   <source>{0} is a file of your own: take {1} out of the list without --delete.</source>
   <translation>{0} ist eine eigene Datei von Ihnen: Nehmen Sie {1} ohne --delete aus der Liste.</translation>
  </message>
  <message>
   <source>{0} is a folder, not a model file.</source>
   <translation>{0} ist ein Ordner, keine Modelldatei.</translation>
  </message>
  <message>
   <source>{0} is a folder, not a script.</source>
   <translation>{0} ist ein Ordner, kein Text.</translation>
  </message>
  <message>
   <source>{0} is a table: it can be lines, quotes or messages.</source>
   <translation>{0} ist eine Tabelle: Das können Dialogzeilen, Zitate oder Nachrichten sein.</translation>
  </message>
  <message>
   <source>{0} is an old Word file or has a password: save it as .docx without one first.</source>
   <translation>{0} ist eine alte Word-Datei oder hat ein Passwort: Speichern Sie sie erst als .docx ohne Passwort.</translation>
  </message>
  <message>
   <source>{0} is asked for and forbidden at once.</source>
   <translation>{0} ist zugleich verlangt und verboten.</translation>
  </message>
  <message>
   <source>{0} is asked without encryption (http://); only https:// is used.</source>
   <translation>{0} wird unverschlüsselt gefragt (http://); nur https:// wird benutzt.</translation>
  </message>
  <message>
   <source>{0} is being downloaded already, in another window or program.</source>
   <translation>{0} wird schon heruntergeladen, in einem anderen Fenster oder Programm.</translation>
  </message>
  <message>
   <source>{0} is cut off: it has only {1} bytes.</source>
   <translation>{0} ist abgeschnitten: Es sind nur {1} Byte.</translation>
  </message>
  <message>
   <source>{0} is damaged and cannot be begun anew: {1}.</source>
   <translation>{0} ist beschädigt und kann nicht neu begonnen werden: {1}.</translation>
  </message>
  <message>
   <source>{0} is damaged.</source>
   <translation>{0} ist beschädigt.</translation>
  </message>
  <message>
   <source>{0} is damaged: {1}</source>
   <translation>{0} ist beschädigt: {1}</translation>
  </message>
  <message>
   <source>{0} is damaged; prepare the scripts again.</source>
   <translation>{0} ist beschädigt; bereiten Sie die Texte noch einmal vor.</translation>
  </message>
  <message>
   <source>{0} is needed for this: pip install 'scriptwriter[realism]'.</source>
   <translation>Dafür ist {0} nötig: pip install 'scriptwriter[realism]'.</translation>
  </message>
  <message>
   <source>{0} is neither a GGUF file nor a kind of quantization like Q4_K_M.</source>
   <translation>{0} ist weder eine GGUF-Datei noch eine Quantisierung wie Q4_K_M.</translation>
  </message>
  <message>
   <source>{0} is neither a file nor a folder.</source>
   <translation>{0} ist weder eine Datei noch ein Ordner.</translation>
  </message>
  <message>
   <source>{0} is no file of held-out passages ({1}: {2}).</source>
   <translation>{0} ist keine Datei zurückgehaltener Passagen ({1}: {2}).</translation>
  </message>
  <message>
   <source>{0} is no quantization; there are {1}.</source>
   <translation>{0} ist keine Quantisierung; es gibt {1}.</translation>
  </message>
  <message>
   <source>{0} is no table: it can be a script or a story.</source>
   <translation>{0} ist keine Tabelle: Es kann ein Drehbuch oder eine Erzählung sein.</translation>
  </message>
  <message>
   <source>{0} is no training job ({1}).</source>
   <translation>{0} ist kein Trainingsauftrag ({1}).</translation>
  </message>
  <message>
   <source>{0} is not a Final Draft file: it has no content.</source>
   <translation>{0} ist keine Final-Draft-Datei: Sie hat keinen Inhalt.</translation>
  </message>
  <message>
   <source>{0} is not a Final Draft file: it is XML of another kind ({1}).</source>
   <translation>{0} ist keine Final-Draft-Datei: Es ist XML anderer Art ({1}).</translation>
  </message>
  <message>
   <source>{0} is not a GGUF file: only those can be added.</source>
   <translation>{0} ist keine GGUF-Datei: Nur solche können hinzugefügt werden.</translation>
  </message>
  <message>
   <source>{0} is not a GGUF model file.</source>
   <translation>{0} ist keine GGUF-Modelldatei.</translation>
  </message>
  <message>
   <source>{0} is not a PDF file.</source>
   <translation>{0} ist keine PDF-Datei.</translation>
  </message>
  <message>
   <source>{0} is not a PDF that can be read: it has far too much text.</source>
   <translation>{0} ist kein lesbares PDF: Es hat viel zu viel Text.</translation>
  </message>
  <message>
   <source>{0} is not a PDF that can be read: it is damaged.</source>
   <translation>{0} ist kein lesbares PDF: Es ist beschädigt.</translation>
  </message>
  <message>
   <source>{0} is not a PDF that can be read: it unpacks to far too much.</source>
   <translation>{0} ist kein lesbares PDF: Ausgepackt ist es viel zu groß.</translation>
  </message>
  <message>
   <source>{0} is not a Word file that can be read: it unpacks to far too much.</source>
   <translation>{0} ist keine lesbare Word-Datei: Ausgepackt ist sie viel zu groß.</translation>
  </message>
  <message>
   <source>{0} is not a Word file: it is an archive of something else.</source>
   <translation>{0} ist keine Word-Datei: Es ist ein Archiv mit etwas anderem.</translation>
  </message>
  <message>
   <source>{0} is not a Word file: it is damaged or of another kind.</source>
   <translation>{0} ist keine Word-Datei: Sie ist beschädigt oder von anderer Art.</translation>
  </message>
  <message>
   <source>{0} is not a file that can be edited.</source>
   <translation>{0} ist keine Datei, die bearbeitet werden kann.</translation>
  </message>
  <message>
   <source>{0} is not a file that can be read.</source>
   <translation>{0} ist keine Datei, die gelesen werden kann.</translation>
  </message>
  <message>
   <source>{0} is not a model's page: that is {1}/OWNER/NAME.</source>
   <translation>{0} ist nicht die Seite eines Modells: Die ist {1}/BESITZER/NAME.</translation>
  </message>
  <message>
   <source>{0} is not a model: it is one of the hub's {1}.</source>
   <translation>{0} ist kein Modell: Es gehört zu {1} des Hubs.</translation>
  </message>
  <message>
   <source>{0} is not a text file.</source>
   <translation>{0} ist keine Textdatei.</translation>
  </message>
  <message>
   <source>{0} is not a text-writing model (it only encodes text).</source>
   <translation>{0} ist kein Modell, das Text schreibt (es kodiert nur Text).</translation>
  </message>
  <message>
   <source>{0} is not a voice for {1}.</source>
   <translation>{0} ist keine Stimme für {1}.</translation>
  </message>
  <message>
   <source>{0} is not an address of a model: it begins with https://</source>
   <translation>{0} ist nicht die Adresse eines Modells: Sie beginnt mit https://</translation>
  </message>
  <message>
   <source>{0} is not an address: {1}</source>
   <translation>{0} ist keine Adresse: {1}</translation>
  </message>
  <message>
   <source>{0} is not in UTF-8.</source>
   <translation>{0} ist nicht in UTF-8.</translation>
  </message>
  <message>
   <source>{0} is not in the list of models: add it first, so that its voices are found.</source>
   <translation>{0} ist nicht in der Liste der Modelle: Fügen Sie es erst hinzu, damit seine Stimmen gefunden werden.</translation>
  </message>
  <message>
   <source>{0} is not the file that it was: its checksum differs from the manifest's.</source>
   <translation>{0} ist nicht mehr die Datei, die es war: Die Prüfsumme ist eine andere als im Verzeichnis.</translation>
  </message>
  <message>
   <source>{0} is not the hub: models come from {1}.</source>
   <translation>{0} ist nicht der Hub: Modelle kommen von {1}.</translation>
  </message>
  <message>
   <source>{0} is one of several parts of a model; models in parts cannot be used.</source>
   <translation>{0} ist einer von mehreren Teilen eines Modells; Modelle in Teilen können nicht benutzt werden.</translation>
  </message>
  <message>
   <source>{0} is out of the list; {1} was not deleted: {2}.</source>
   <translation>{0} ist aus der Liste; {1} wurde nicht gelöscht: {2}.</translation>
  </message>
  <message>
   <source>{0} is protected by a password: save it without one first.</source>
   <translation>{0} ist durch ein Passwort geschützt: Speichern Sie die Datei erst ohne.</translation>
  </message>
  <message>
   <source>{0} is too large for a Final Draft file: {1} MB; {2} MB are possible.</source>
   <translation>{0} ist zu groß für eine Final-Draft-Datei: {1} MB; {2} MB sind möglich.</translation>
  </message>
  <message>
   <source>{0} is too large for a Word file: {1} MB.</source>
   <translation>{0} ist zu groß für eine Word-Datei: {1} MB.</translation>
  </message>
  <message>
   <source>{0} is too large for one JSON list; one object a line (.jsonl) can have any size.</source>
   <translation>{0} ist zu groß für eine JSON-Liste; mit einem Objekt je Zeile (.jsonl) ist jede Größe möglich.</translation>
  </message>
  <message>
   <source>{0} is too large to edit: {1} MB; {2} MB are possible.</source>
   <translation>{0} ist zu groß zum Bearbeiten: {1} MB; {2} MB sind möglich.</translation>
  </message>
  <message>
   <source>{0} is too large.</source>
   <translation>{0} ist zu groß.</translation>
  </message>
  <message>
   <source>{0} is too large: more than {1} MB.</source>
   <translation>{0} ist zu groß: mehr als {1} MB.</translation>
  </message>
  <message>
   <source>{0} is too large: {1} MB; {2} MB are possible.</source>
   <translation>{0} ist zu groß: {1} MB; {2} MB sind möglich.</translation>
  </message>
  <message>
   <source>{0} limits how often it is asked; try again {1}.</source>
   <translation>{0} begrenzt, wie oft gefragt werden darf; versuchen Sie es {1} noch einmal.</translation>
  </message>
  <message>
   <source>{0} made the engine stop while it was opened ({1}); the file is damaged.</source>
   <translation>{0} hat den Prozess des Modells beim Öffnen zum Stehen gebracht ({1}); die Datei ist beschädigt.</translation>
  </message>
  <message>
   <source>{0} million parameters and {1} tokens: every weight is trained.</source>
   <translation>{0} Millionen Parameter und {1} Token: Alle Gewichte werden trainiert.</translation>
  </message>
  <message>
   <source>{0} million parameters are too many to train all: LoRA.</source>
   <translation>{0} Millionen Parameter sind zu viele, um alle zu trainieren: LoRA.</translation>
  </message>
  <message>
   <source>{0} needs more than {1} of memory; this machine has {2} in all: choose a smaller file.</source>
   <translation>{0} braucht mehr als {1} Arbeitsspeicher; dieser Rechner hat insgesamt {2}: Wählen Sie eine kleinere Datei.</translation>
  </message>
  <message>
   <source>{0} needs {1} GB of memory; this machine has {2} GB in all.</source>
   <translation>{0} braucht {1} GB Arbeitsspeicher; dieser Rechner hat insgesamt {2} GB.</translation>
  </message>
  <message>
   <source>{0} needs {1} more on the disk; {2} are free in {3}.</source>
   <translation>{0} braucht {1} mehr auf dem Datenträger; {2} sind in {3} frei.</translation>
  </message>
  <message>
   <source>{0} of the words are held out; a tenth is enough.</source>
   <translation>{0} der Wörter sind zum Prüfen zurückgehalten; ein Zehntel genügt.</translation>
  </message>
  <message>
   <source>{0} rows of text at {1} s each: {2} epochs fit into {3} minutes.</source>
   <translation>{0} Textreihen zu je {1} s: {2} Epochen passen in {3} Minuten.</translation>
  </message>
  <message>
   <source>{0} sends on to an address that cannot be used ({1}).</source>
   <translation>{0} verweist auf eine Adresse, die nicht benutzt werden kann ({1}).</translation>
  </message>
  <message>
   <source>{0} sends something else than {1}: it has another size than the hub says.</source>
   <translation>{0} sendet etwas anderes als {1}: Es hat eine andere Größe, als der Hub sagt.</translation>
  </message>
  <message>
   <source>{0} tokens are few; training every weight would learn them by heart: LoRA.</source>
   <translation>{0} Token sind wenig; mit allen Gewichten lernte das Modell sie auswendig: LoRA.</translation>
  </message>
  <message>
   <source>{0} tokens: at most {1} epochs, fewer when the held-out loss no longer falls.</source>
   <translation>{0} Token: höchstens {1} Epochen, weniger, wenn der Verlust am Prüftext nicht mehr sinkt.</translation>
  </message>
  <message>
   <source>{0} was not opened.</source>
   <translation>{0} wurde nicht geöffnet.</translation>
  </message>
  <message>
   <source>{0} was opened read-only: {1}. Save a copy instead.</source>
   <translation>{0} wurde nur zum Lesen geöffnet: {1}. Speichern Sie stattdessen eine Kopie.</translation>
  </message>
  <message>
   <source>{0} was opened read-only: {1}. Save under another name.</source>
   <translation>{0} wurde nur zum Lesen geöffnet: {1}. Speichern Sie unter einem anderen Namen.</translation>
  </message>
  <message>
   <source>{0}, line {1}, is no document of a corpus ({2}).</source>
   <translation>{0}, Zeile {1}, ist kein Dokument eines Korpus ({2}).</translation>
  </message>
  <message>
   <source>{0}: it defines XML entities, which is not safe.</source>
   <translation>{0}: Die Datei legt XML-Entitäten fest; das ist nicht sicher.</translation>
  </message>
  <message>
   <source>{0}: it has no text.</source>
   <translation>{0}: Die Datei hat keinen Text.</translation>
  </message>
  <message>
   <source>{0}: it is empty.</source>
   <translation>{0}: Die Datei ist leer.</translation>
  </message>
  <message>
   <source>{0}: its XML is nested too deeply or too large.</source>
   <translation>{0}: Das XML ist zu tief verschachtelt oder zu groß.</translation>
  </message>
  <message>
   <source>{0}: models on a server cannot be used yet; give a model's name or a .gguf file.</source>
   <translation>{0}: Modelle auf einem Server können noch nicht benutzt werden; nennen Sie den Namen eines Modells oder eine .gguf-Datei.</translation>
  </message>
 </context>
 <context>
  <name>recommended</name>
  <message>
   <source>16 GB of memory and six cores or more; slow on a laptop.</source>
   <translation>16 GB Arbeitsspeicher und sechs Kerne oder mehr; auf einem Notebook langsam.</translation>
  </message>
  <message>
   <source>8 GB of memory and four cores or more.</source>
   <translation>8 GB Arbeitsspeicher und vier Kerne oder mehr.</translation>
  </message>
  <message>
   <source>8 GB of memory are just enough, 16 are better; slow on a laptop.</source>
   <translation>8 GB Arbeitsspeicher reichen knapp, 16 sind besser; auf einem Notebook langsam.</translation>
  </message>
  <message>
   <source>8 GB of memory; better with four cores or more.</source>
   <translation>8 GB Arbeitsspeicher; besser mit vier Kernen oder mehr.</translation>
  </message>
  <message>
   <source>A laptop with 4 GB of memory.</source>
   <translation>Ein Notebook mit 4 GB Arbeitsspeicher.</translation>
  </message>
  <message>
   <source>Any machine, also an old one.</source>
   <translation>Jeder Rechner, auch ein alter.</translation>
  </message>
  <message>
   <source>As the one with 4B, larger; every word takes its time without a fast machine.</source>
   <translation>Wie das mit 4B, nur größer; ohne schnellen Rechner braucht jedes Wort seine Zeit.</translation>
  </message>
  <message>
   <source>English. Goes on with a text in its own tone; cannot rewrite on request.</source>
   <translation>Englisch. Schreibt einen Text in dessen Ton weiter; auf Wunsch umformulieren kann es nicht.</translation>
  </message>
  <message>
   <source>English. Its makers name rewriting and summarizing among what it was trained for.</source>
   <translation>Englisch. Trainiert, so heißt es, unter anderem aufs Umformulieren und Zusammenfassen.</translation>
  </message>
  <message>
   <source>English. Small and quick; goes on with a text, and is likely to lose the thread soon.</source>
   <translation>Englisch. Klein und schnell; schreibt einen Text weiter und verliert wohl bald den Faden.</translation>
  </message>
  <message>
   <source>English. To see how models that follow instructions are used, more than for good lines.</source>
   <translation>Englisch. Eher, um zu sehen, wie man mit Modellen arbeitet, die Anweisungen befolgen, als für gute Zeilen.</translation>
  </message>
  <message>
   <source>English. What it was trained on is public, for those to whom that matters.</source>
   <translation>Englisch. Womit es trainiert wurde, ist öffentlich, für alle, denen das wichtig ist.</translation>
  </message>
  <message>
   <source>English. What it was trained on is public. Larger than the one with 1B.</source>
   <translation>Englisch. Womit es trainiert wurde, ist öffentlich. Größer als das mit 1B.</translation>
  </message>
  <message>
   <source>Many languages, instructions. From the family before Qwen3.</source>
   <translation>Viele Sprachen, Anweisungen. Aus der Familie vor Qwen3.</translation>
  </message>
  <message>
   <source>Many languages, instructions. Its makers name creative writing and playing roles.</source>
   <translation>Viele Sprachen, Anweisungen. Genannt werden literarisches Schreiben und Rollenspiel.</translation>
  </message>
  <message>
   <source>Many languages, short instructions. The smallest of its family.</source>
   <translation>Viele Sprachen, kurze Anweisungen. Das kleinste seiner Familie.</translation>
  </message>
  <message>
   <source>Six European languages, German among them; instructions.</source>
   <translation>Sechs europäische Sprachen, darunter Deutsch; Anweisungen.</translation>
  </message>
 </context>
 <context>
  <name>settings</name>
  <message>
   <source>A4</source>
   <translation>A4</translation>
  </message>
  <message>
   <source>Alternatives</source>
   <translation>Alternativen</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Avoid repeating phrases; 0: off.</source>
   <translation>Wiederholte Wendungen meiden; 0: aus.</translation>
  </message>
  <message>
   <source>Avoid words just used; 1: off.</source>
   <translation>Eben benutzte Wörter meiden; 1: aus.</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>Complete names and places</source>
   <translation>Namen und Orte ergänzen</translation>
  </message>
  <message>
   <source>Continue as you type</source>
   <translation>Beim Tippen fortsetzen</translation>
  </message>
  <message>
   <source>DRY</source>
   <translation>DRY</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Draw from so many of the likeliest words; 0: from all.</source>
   <translation>Aus so vielen der wahrscheinlichsten Wörter wählen; 0: aus allen.</translation>
  </message>
  <message>
   <source>Draw from the likeliest that share this probability; 1: all.</source>
   <translation>Aus den wahrscheinlichsten Wörtern wählen, die zusammen diese Wahrscheinlichkeit haben; 1: aus allen.</translation>
  </message>
  <message>
   <source>English</source>
   <translation>Englisch</translation>
  </message>
  <message>
   <source>Enter and Tab know elements</source>
   <translation>Elementfolge</translation>
  </message>
  <message>
   <source>From which probability a word is obvious.</source>
   <translation>Ab welcher Wahrscheinlichkeit ein Wort naheliegt.</translation>
  </message>
  <message>
   <source>Genre</source>
   <translation>Genre</translation>
  </message>
  <message>
   <source>German</source>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>How daring the words are; 0: always the likeliest.</source>
   <translation>Wie gewagt die Wörter sind; 0: immer das wahrscheinlichste.</translation>
  </message>
  <message>
   <source>How large the page is shown, in per cent.</source>
   <translation>Wie groß die Seite angezeigt wird, in Prozent.</translation>
  </message>
  <message>
   <source>How long a pause has to be for that, in milliseconds.</source>
   <translation>Wie lang die Pause dafür sein muss, in Millisekunden.</translation>
  </message>
  <message>
   <source>How many passages are drawn at once.</source>
   <translation>Wie viele Passagen auf einmal entstehen.</translation>
  </message>
  <message>
   <source>How many processors write; 0: found out here.</source>
   <translation>Wie viele Prozessorkerne rechnen; 0: automatisch.</translation>
  </message>
  <message>
   <source>How many recent files the menu shows.</source>
   <translation>Wie viele zuletzt geöffnete Dateien das Menü zeigt.</translation>
  </message>
  <message>
   <source>How many words a session should bring; 0: no goal.</source>
   <translation>Wie viele Wörter eine Sitzung bringen soll; 0: kein Ziel.</translation>
  </message>
  <message>
   <source>How often the obvious is left out; 0: never.</source>
   <translation>Wie oft das Naheliegende weggelassen wird; 0: nie.</translation>
  </message>
  <message>
   <source>In scripts, Enter and Tab lead from element to element.</source>
   <translation>In Drehbüchern führen Enter und Tab von Element zu Element.</translation>
  </message>
  <message>
   <source>In scripts, offer names, places and times of day while they are typed.</source>
   <translation>In Drehbüchern Namen, Orte und Tageszeiten beim Tippen anbieten.</translation>
  </message>
  <message>
   <source>Keep the line that is written in the middle of the window.</source>
   <translation>Die Zeile, an der geschrieben wird, in der Fenstermitte halten.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Leave out words below this share of the likeliest; 0: none.</source>
   <translation>Wörter unter diesem Anteil des wahrscheinlichsten weglassen; 0: keine.</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Longest passage</source>
   <translation>Längste Passage</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>Looks back on</source>
   <translation>Rückblick</translation>
  </message>
  <message>
   <source>Mark the words that are from suggestions with a fine dotted line.</source>
   <translation>Wörter aus Vorschlägen mit einer feinen gepunkteten Linie kennzeichnen.</translation>
  </message>
  <message>
   <source>Min-p</source>
   <translation>Min-p</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>New texts are</source>
   <translation>Neue Texte</translation>
  </message>
  <message>
   <source>Paper</source>
   <translation>Papier</translation>
  </message>
  <message>
   <source>Prefer words as surprising as usual; 1: off.</source>
   <translation>Wörter bevorzugen, die so überraschend sind wie üblich; 1: aus.</translation>
  </message>
  <message>
   <source>Processors</source>
   <translation>Prozessorkerne</translation>
  </message>
  <message>
   <source>Recent files</source>
   <translation>Letzte Dateien</translation>
  </message>
  <message>
   <source>Repetition penalty</source>
   <translation>Wiederholungsstrafe</translation>
  </message>
  <message>
   <source>Save by itself</source>
   <translation>Automatisch speichern</translation>
  </message>
  <message>
   <source>Save by itself so often, in minutes; 0: only when asked to.</source>
   <translation>So oft automatisch speichern, in Minuten; 0: nur auf Befehl.</translation>
  </message>
  <message>
   <source>Script font</source>
   <translation>Drehbuchschrift</translation>
  </message>
  <message>
   <source>Scripts</source>
   <translation>Drehbücher</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Show beside each passage how much it reads like human writing.</source>
   <translation>Neben jeder Passage zeigen, wie sehr sie sich wie von Menschen geschrieben liest.</translation>
  </message>
  <message>
   <source>Show origins</source>
   <translation>Herkunft zeigen</translation>
  </message>
  <message>
   <source>Show realism scores</source>
   <translation>Echtheitswerte zeigen</translation>
  </message>
  <message>
   <source>Spelling</source>
   <translation>Rechtschreibung</translation>
  </message>
  <message>
   <source>Stories</source>
   <translation>Erzählungen</translation>
  </message>
  <message>
   <source>Story font</source>
   <translation>Prosaschrift</translation>
  </message>
  <message>
   <source>Suggest a continuation whenever the typing pauses.</source>
   <translation>Eine Fortsetzung vorschlagen, sobald das Tippen pausiert.</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>Temperatur</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>Schriftgröße</translation>
  </message>
  <message>
   <source>The font of screenplays; one of a fixed width.</source>
   <translation>Die Schrift der Drehbücher; eine mit fester Zeichenbreite.</translation>
  </message>
  <message>
   <source>The font of stories; empty: the system's serif.</source>
   <translation>Die Schrift der Erzählungen; leer: die Serifenschrift des Systems.</translation>
  </message>
  <message>
   <source>The genre asked for; empty: the title page's.</source>
   <translation>Das gewünschte Genre; leer: das der Titelseite.</translation>
  </message>
  <message>
   <source>The language that spelling is checked in; off: not checked.</source>
   <translation>Die Sprache der Rechtschreibprüfung; off: keine Prüfung.</translation>
  </message>
  <message>
   <source>The longest passage, in words.</source>
   <translation>Die längste Passage, in Wörtern.</translation>
  </message>
  <message>
   <source>The model's name or file; empty: the one that comes with the program.</source>
   <translation>Name oder Datei des Modells; leer: das mitgelieferte.</translation>
  </message>
  <message>
   <source>The most tokens a model looks back on; more needs more memory.</source>
   <translation>Auf so viele Token blickt ein Modell höchstens zurück; mehr braucht mehr Speicher.</translation>
  </message>
  <message>
   <source>The paper that pages are counted and printed on.</source>
   <translation>Das Papier, nach dem Seiten gezählt und gedruckt werden.</translation>
  </message>
  <message>
   <source>The same number draws the same passage; empty: another each time.</source>
   <translation>Dieselbe Zahl ergibt dieselbe Passage; leer: jedes Mal eine andere.</translation>
  </message>
  <message>
   <source>The text's size in points.</source>
   <translation>Die Größe des Textes in Punkt.</translation>
  </message>
  <message>
   <source>The window's colours.</source>
   <translation>Die Farben des Fensters.</translation>
  </message>
  <message>
   <source>The window's language; counts from the next start.</source>
   <translation>Die Sprache des Fensters; gilt ab dem nächsten Start.</translation>
  </message>
  <message>
   <source>Top-k</source>
   <translation>Top-k</translation>
  </message>
  <message>
   <source>Top-p</source>
   <translation>Top-p</translation>
  </message>
  <message>
   <source>Typewriter scrolling</source>
   <translation>Schreibmaschinenmodus</translation>
  </message>
  <message>
   <source>Typical-p</source>
   <translation>Typical-p</translation>
  </message>
  <message>
   <source>US Letter</source>
   <translation>US Letter</translation>
  </message>
  <message>
   <source>What a new text is.</source>
   <translation>Was ein neuer Text ist.</translation>
  </message>
  <message>
   <source>Words in a session</source>
   <translation>Wörter pro Sitzung</translation>
  </message>
  <message>
   <source>Writing</source>
   <translation>Schreiben</translation>
  </message>
  <message>
   <source>XTC probability</source>
   <translation>XTC-Wahrscheinlichkeit</translation>
  </message>
  <message>
   <source>XTC threshold</source>
   <translation>XTC-Schwelle</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <source>after a pause of</source>
   <translation>nach einer Pause von</translation>
  </message>
  <message>
   <source>usual: {0}</source>
   <translation>üblich: {0}</translation>
  </message>
  <message>
   <source>usual: {0} in scripts, {1} in stories</source>
   <translation>üblich: {0} in Drehbüchern, {1} in Erzählungen</translation>
  </message>
 </context>
 <context>
  <name>studio</name>
  <message>
   <source>As a script</source>
   <translation>Drehbuch</translation>
  </message>
  <message>
   <source>As prose</source>
   <translation>Prosa</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>Checking the files</source>
   <translation>Die Dateien werden geprüft</translation>
  </message>
  <message>
   <source>Decided by the size</source>
   <translation>Nach der Größe entschieden</translation>
  </message>
  <message>
   <source>Finding passages and keywords</source>
   <translation>Passagen und Stichwörter werden gesucht</translation>
  </message>
  <message>
   <source>Finishing</source>
   <translation>Wird abgeschlossen</translation>
  </message>
  <message>
   <source>Full: all of the model</source>
   <translation>Voll: das ganze Modell</translation>
  </message>
  <message>
   <source>Laying out the passages</source>
   <translation>Die Passagen werden vorbereitet</translation>
  </message>
  <message>
   <source>Learning</source>
   <translation>Lernen</translation>
  </message>
  <message>
   <source>LoRA: a small part, quick</source>
   <translation>LoRA: ein kleiner Teil, schnell</translation>
  </message>
  <message>
   <source>Measuring the base model</source>
   <translation>Das Grundmodell wird gemessen</translation>
  </message>
  <message>
   <source>Messages</source>
   <translation>Nachrichten</translation>
  </message>
  <message>
   <source>Opening the base model</source>
   <translation>Das Grundmodell wird geöffnet</translation>
  </message>
  <message>
   <source>Putting the model together</source>
   <translation>Das Modell wird zusammengesetzt</translation>
  </message>
  <message>
   <source>Quantizing</source>
   <translation>Wird quantisiert</translation>
  </message>
  <message>
   <source>Script</source>
   <translation>Drehbuch</translation>
  </message>
  <message>
   <source>Story</source>
   <translation>Geschichte</translation>
  </message>
  <message>
   <source>Table of lines</source>
   <translation>Tabelle mit Sätzen</translation>
  </message>
  <message>
   <source>Table of quotes</source>
   <translation>Tabelle mit Zitaten</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>about {0} h left</source>
   <translation>noch etwa {0} h</translation>
  </message>
  <message>
   <source>about {0} min left</source>
   <translation>noch etwa {0} min</translation>
  </message>
  <message>
   <source>about {0} s left</source>
   <translation>noch etwa {0} s</translation>
  </message>
 </context>
</TS>
