@echo off
rem Written by Stillmic's installer to a folder that every user has in PATH, and removed by its uninstaller.
setlocal
set "STILLMIC_FOLDER=%LOCALAPPDATA%\Programs\Stillmic"
if exist "%STILLMIC_FOLDER%\stillmic.exe" goto found
for /f "skip=2 tokens=2*" %%a in ('reg query HKCU\Software\Stillmic /v InstallLocation') do set "STILLMIC_FOLDER=%%b"
:found
"%STILLMIC_FOLDER%\bin\stillmic.cmd" %*
