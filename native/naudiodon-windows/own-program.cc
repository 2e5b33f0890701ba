// Linked into naudiodon's addon for Windows, as node-gyp links its own win_delay_load_hook.cc: the functions of Node-API
// come from the running program, whatever its name is (node.exe, electron.exe, stillmic.exe).
#include <windows.h>
#include <delayimp.h>
#include <cstring>

static FARPROC WINAPI own_program(unsigned event, DelayLoadInfo *info) {
  if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "node.exe") != 0) return nullptr;
  return reinterpret_cast<FARPROC>(GetModuleHandleW(nullptr));
}

extern "C" { PfnDliHook __pfnDliNotifyHook2 = own_program; }
