"""What LibreOffice itself runs while it is kept: a macro, and the profile in which it finds it.

LibreOffice's own language is there wherever LibreOffice is; its Python is not, and a second `soffice --convert-to`
beside a running one ends that one with it. The macro looks for files that ask for it: `0.ask` beside `0.docx` gives
`0.pdf`, and then `0.told`, whatever came of it.
"""

from __future__ import annotations

from pathlib import Path
from string import Template
from xml.sax.saxutils import escape

from engross.pdf.command_line import FILTER, export_values
from engross.pdf.profile import HEAD

RUN = "macro:///Standard.Kept.Main"
"""The word on LibreOffice's command line that begins the macro."""
READY = "ready"
"""The file that the macro writes when it has begun."""
# The document is opened as --convert-to opens it.
_MACRO = Template("""
Const FOLDER = "$folder/"

Sub Main
    Dim number As Long
    Tell "$ready"
    Do
        If FileExists(FOLDER & number & ".ask") Then
            Convert FOLDER & number
            Tell number & ".told"
            number = number + 1
        Else
            Wait 20
        End If
    Loop
End Sub

Sub Convert(file As String)
    Dim document As Object
    On Error Resume Next
    document = StarDesktop.loadComponentFromURL(file & ".docx", "_blank", 0, Array( _
        Named("FilterName", "$filter"), Named("ReadOnly", True), Named("OpenNewView", True), _
        Named("Hidden", True), Named("Silent", True), _
        Named("MacroExecutionMode", com.sun.star.document.MacroExecMode.NEVER_EXECUTE)))
    document.storeToURL(file & ".pdf", Array( _
        Named("FilterName", "writer_pdf_Export"), Named("FilterData", Array($options))))
    document.close(True)
End Sub

Function Named(key As String, value As Variant) As Object
    Dim pair As New com.sun.star.beans.PropertyValue
    pair.Name = key
    pair.Value = value
    Named = pair
End Function

Sub Tell(file As String)
    Dim number As Integer
    number = FreeFile
    Open FOLDER & file For Output As #number
    Close #number
End Sub
""")
_LIBRARIES = (
    HEAD + '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false" '
    'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"/></library:libraries>\n'
)
_LIBRARY = (
    HEAD + '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Kept"/>'
    "</library:library>\n"
)
_MODULE = (
    HEAD + '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Kept" '
    'script:language="StarBasic">{}</script:module>\n'
)


def write_macro(profile: Path, folder: Path) -> None:
    """Write the macro that converts what lies in a folder into a profile; OSError if it cannot be written."""
    options = ", ".join(f'Named("{name}", {value})' for name, value in export_values(None).items())
    macro = _MACRO.substitute(folder=folder.as_uri(), ready=READY, filter=FILTER, options=options)
    texts = {
        "basic/script.xlc": _LIBRARIES,
        "basic/Standard/script.xlb": _LIBRARY,
        "basic/Standard/Kept.xba": _MODULE.format(escape(macro)),
    }
    for name, text in texts.items():
        path = profile / "user" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
