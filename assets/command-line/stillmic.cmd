@echo off
rem The command line of an installed Stillmic; with nothing to do it opens the app.
setlocal
if not "%~1"=="" goto command
set ELECTRON_RUN_AS_NODE=
start "" "%~dp0..\stillmic.exe"
exit /b 0
:command
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\stillmic.exe" "%~dp0..\resources\app.asar.unpacked\out\main\cli.cjs" %*
