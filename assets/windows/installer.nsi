; The installer for Windows, per user and without an administrator, made by scripts/windows/installer.mjs with nothing
; but NSIS's own plug-ins. Defined from there: APP (folder with the app), ASSETS (this folder), FILES (removes the files of
; APP one by one), ICON, OUT, VERSION (three numbers), SIZE_KIB, COMPRESSOR.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define APP_ID "app.stillmic.Stillmic"
!define KEY "Software\Stillmic"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Stillmic"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define APPROVED_KEY "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
!define SHORTCUT "$SMPROGRAMS\Stillmic.lnk"
; In PATH of every user of Windows 10 and 11.
!define PATH_FOLDER "$LOCALAPPDATA\Microsoft\WindowsApps"
!define QUIT_WAITS 40
!define QUIT_WAIT_MS 250

Name "Stillmic"
BrandingText "Stillmic ${VERSION}"
OutFile "${OUT}"
SetCompressor ${COMPRESSOR}
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Stillmic"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Stillmic"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Stillmic"
VIAddVersionKey "CompanyName" "The Stillmic founders"
VIAddVersionKey "LegalCopyright" "© 2026 The Stillmic founders"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\stillmic.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The user's own language is taken, or the first.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"

LangString StillRuns ${LANG_ENGLISH} "Stillmic is still running. Quit it from its icon in the notification area, then try again."
LangString StillRuns ${LANG_GERMAN} "Stillmic läuft noch. Beende es über sein Symbol im Infobereich, dann versuche es noch einmal."
LangString StillRuns ${LANG_FRENCH} "Stillmic est encore ouvert. Quittez-le depuis son icône dans la zone de notification, puis réessayez."
LangString StillRuns ${LANG_SPANISH} "Stillmic sigue abierto. Ciérrelo desde su icono en el área de notificación e inténtelo de nuevo."
LangString StartMenu ${LANG_ENGLISH} "Noise-free microphone"
LangString StartMenu ${LANG_GERMAN} "Mikrofon ohne Geräusche"
LangString StartMenu ${LANG_FRENCH} "Micro sans bruit"
LangString StartMenu ${LANG_SPANISH} "Micrófono sin ruido"

; Ends the Stillmic that runs from $INSTDIR. It is asked first, so that it gives the default microphone back.
!macro EndStillmic PREFIX
Function ${PREFIX}EndStillmic
  ${IfNot} ${FileExists} "$INSTDIR\stillmic.exe"
    Return
  ${EndIf}
  again:
  nsExec::Exec /TIMEOUT=15000 '"$INSTDIR\stillmic.exe" --quit'
  Pop $0
  Call ${PREFIX}WaitForEnd
  ${If} $0 == "ended"
    Return
  ${EndIf}
  ; A command line that runs, or an app that hangs.
  nsExec::Exec 'taskkill /F /T /IM stillmic.exe'
  Pop $0
  Call ${PREFIX}WaitForEnd
  ${If} $0 == "ended"
    Return
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillRuns)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 1
  Quit
FunctionEnd

; $0 is "ended" when no process runs from the executable: only then it can be opened for writing.
Function ${PREFIX}WaitForEnd
  StrCpy $1 0
  ${Do}
    ClearErrors
    FileOpen $2 "$INSTDIR\stillmic.exe" a
    ${IfNot} ${Errors}
      FileClose $2
      StrCpy $0 "ended"
      Return
    ${EndIf}
    Sleep ${QUIT_WAIT_MS}
    IntOp $1 $1 + 1
  ${LoopUntil} $1 >= ${QUIT_WAITS}
  StrCpy $0 "runs"
FunctionEnd
!macroend
!insertmacro EndStillmic ""
!insertmacro EndStillmic "un."

; A shortcut with the id by which Windows joins it with the app's windows and notifications.
Function CreateStartMenuShortcut
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P= 0
    Return
  ${EndIf}
  ${IShellLink::SetPath} $0 '("$INSTDIR\stillmic.exe")'
  ${IShellLink::SetWorkingDirectory} $0 '("$INSTDIR")'
  ${IShellLink::SetDescription} $0 '("$(StartMenu)")'
  ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r1)'
  ${If} $1 P<> 0
    System::Call 'shlwapi::SHStrDupW(w "${APP_ID}", *p.r4)'
    System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r2'
    System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,p r4)p.r3'
    ${IPropertyStore::SetValue} $1 '($2,$3)'
    ${IPropertyStore::Commit} $1 ""
    System::Free $2
    System::Free $3
    System::Call 'ole32::CoTaskMemFree(p r4)'
    ${IUnknown::Release} $1 ""
  ${EndIf}
  ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
  ${If} $1 P<> 0
    ${IPersistFile::Save} $1 '("${SHORTCUT}",1)'
    ${IUnknown::Release} $1 ""
  ${EndIf}
  ${IUnknown::Release} $0 ""
FunctionEnd

Section
  Call EndStillmic
  ; An older version may have files that this one has not. The login entry stays.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S /UPGRADE _?=$INSTDIR'
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${APP}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call CreateStartMenuShortcut
  CreateDirectory "${PATH_FOLDER}"
  SetOutPath "${PATH_FOLDER}"
  File "/oname=stillmic.cmd" "${ASSETS}/stillmic-in-path.cmd"
  SetOutPath "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Stillmic"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\stillmic.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Stillmic founders"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KIB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

; Settings, models and what others put into the folder stay.
Section Uninstall
  Call un.EndStillmic
  !include "${FILES}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPGRADE" $1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  Delete "${SHORTCUT}"
  Delete "${PATH_FOLDER}\stillmic.cmd"
  ; Electron names the login entry by the app's id, older versions of Stillmic by its name.
  DeleteRegValue HKCU "${RUN_KEY}" "${APP_ID}"
  DeleteRegValue HKCU "${RUN_KEY}" "electron.app.Stillmic"
  DeleteRegValue HKCU "${APPROVED_KEY}" "${APP_ID}"
  DeleteRegValue HKCU "${APPROVED_KEY}" "electron.app.Stillmic"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
