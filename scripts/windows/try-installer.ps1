# try-installer.ps1 SETUP: installs Stillmic on a real Windows, cleans the demo recording, starts and ends the app, and
# removes it. Not run yet.
param([Parameter(Mandatory)][string]$Setup)
$ErrorActionPreference = 'Stop'
$folder = Join-Path $env:LOCALAPPDATA 'Programs\Stillmic'
$command = Join-Path $env:LOCALAPPDATA 'Microsoft\WindowsApps\stillmic.cmd'

Start-Process $Setup '/S' -Wait
& $command denoise assets/demo/noisy-speech.wav -o clean.wav
if ($LASTEXITCODE -ne 0) { throw "denoise ended with $LASTEXITCODE" }

Start-Process (Join-Path $folder 'stillmic.exe')
$deadline = (Get-Date).AddSeconds(60)
do { Start-Sleep 1; & $command status } until ($LASTEXITCODE -eq 0 -or (Get-Date) -gt $deadline)
if ($LASTEXITCODE -ne 0) { throw 'The app does not answer.' }

# Its id joins the shortcut with the app's notifications.
$shortcut = Get-StartApps | Where-Object AppID -eq 'app.stillmic.Stillmic'
if (-not $shortcut) { throw 'The shortcut has no AppUserModelId.' }

Start-Process (Join-Path $folder 'uninstall.exe') '/S' -Wait
$deadline = (Get-Date).AddSeconds(60)
while ((Test-Path $folder) -and (Get-Date) -lt $deadline) { Start-Sleep 1 }
if (Test-Path $folder) { throw "$folder stayed." }
if (Get-Process stillmic -ErrorAction SilentlyContinue) { throw 'The app still runs.' }
