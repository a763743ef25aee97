@echo off
rem Sets the software up once, for this user alone, and opens a cycle in the browser.
rem Drop a cycle's folder onto this file to open that one.
setlocal
title Scrutiny response
set "HERE=%~dp0"
set "BASE=%LOCALAPPDATA%\scrutiny-response"
set "VENV=%BASE%\@VERSION@"
set "UV_OFFLINE=1"
set "UV_PYTHON_DOWNLOADS=never"
set "UV_NO_CONFIG=1"
set "UV_NO_CACHE=1"
set "UV_LINK_MODE=copy"
if exist "%VENV%\ready" goto open

"%HERE%uv.exe" --version >nul 2>nul
if errorlevel 1 goto blocked
"%HERE%uv.exe" --quiet python find "@PYTHON@" >nul 2>nul
if errorlevel 1 goto nopython

echo The software is set up. This is done once, and takes a minute.
if exist "%VENV%" rmdir /s /q "%VENV%"
"%HERE%uv.exe" --quiet venv --python "@PYTHON@" "%VENV%"
if errorlevel 1 goto failed
set "NUMBER="
for /f %%v in ('call "%VENV%\Scripts\python.exe" -c "import sys; print(*sys.version_info[:2], sep='.')"') do set "NUMBER=%%v"
if not defined NUMBER goto failed
"%HERE%uv.exe" --quiet pip install --python "%VENV%\Scripts\python.exe" --no-index --find-links "%HERE%wheels" --require-hashes --requirement "%HERE%requirements-%NUMBER%.txt"
if errorlevel 1 goto failed
echo ready>"%VENV%\ready"

:open
set "CYCLE=%~1"
if defined CYCLE goto named
set "CYCLE=%USERPROFILE%\Scrutiny cycle"
if exist "%USERPROFILE%\Documents\" set "CYCLE=%USERPROFILE%\Documents\Scrutiny cycle"
if exist "%CYCLE%\inputs\" goto there
set "SAID=%BASE%\init.txt"
"%VENV%\Scripts\scrutiny.exe" init "%CYCLE%" >"%SAID%" 2>&1
if errorlevel 1 goto notmade
del "%SAID%"
echo.
echo A first cycle was made, with samples of partnerships that do not exist.
goto there

:named
if not exist "%CYCLE%\inputs\" goto nocycle
:there
echo.
echo The cycle in "%CYCLE%" opens in your browser. Leave this window open while you work.
"%VENV%\Scripts\scrutiny.exe" desk "%CYCLE%"
if errorlevel 1 goto ended
exit /b 0

:notmade
type "%SAID%"
goto ended

:nocycle
echo.
echo There is no cycle in "%CYCLE%": it holds no folder called inputs.
echo Drop the folder of a cycle itself onto Start, or double-click Start alone.
goto ended

:nopython
echo.
echo The software needs Python, and this computer has none that fits (@WORDS@).
echo.
echo Please ask your IT department for this:
echo.
echo     Install Python @NEWEST@ for Windows, 64-bit, from python.org, for my user.
echo     The software needs no rights of an administrator and no network.
echo     "For IT.md" in the folder of this file says what it installs, and where.
echo.
echo Then double-click Start again.
goto ended

:blocked
echo.
echo This computer does not let the program uv.exe run, which sets the software up.
echo.
echo Please ask your IT department to allow it. "For IT.md" in the folder of this file says what it is for, and gives
echo its hash. It also says how to set the software up without it.
echo If you opened Start inside the zip, take everything out of the zip first (right-click, Extract all).
goto ended

:failed
if exist "%VENV%" rmdir /s /q "%VENV%"
echo.
echo The software could not be set up; what stands above says why. Nothing was left behind.
echo If it speaks of hashes, a file of this folder was changed: take it out of the zip again.

:ended
echo.
pause
exit /b 1
