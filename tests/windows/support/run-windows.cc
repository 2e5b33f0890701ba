// run-windows.exe [--console] [--bound] PROGRAM ARGUMENTS…: runs a Windows program in Wine for a Unix process.
//
// - Its output goes through Windows pipes: Wine can't query Unix ones, and Node refuses them with EBADF.
// - Letters on this program's standard input are orders: c sends Ctrl+C, b Ctrl+Break (both need --console), k ends the
//   program as the task manager does. With --bound the end of that input ends it as well.
// - The exit code is the program's.
#include <windows.h>
#include <cstdio>
#include <string>

static PROCESS_INFORMATION started;
static bool isBound = false;

struct Copy {
  HANDLE from, to;
};

static DWORD WINAPI copyAll(void *argument) {
  const Copy *copy = static_cast<Copy *>(argument);
  char buffer[65536];
  DWORD got, written;
  while (ReadFile(copy->from, buffer, sizeof buffer, &got, nullptr) && got > 0)
    for (DWORD at = 0; at < got && WriteFile(copy->to, buffer + at, got - at, &written, nullptr);) at += written;
  return 0;
}

static void press(DWORD event) {
  if (!GenerateConsoleCtrlEvent(event, 0)) fprintf(stderr, "run-windows: key refused, error %lu\n", GetLastError());
}

static DWORD WINAPI obey(void *) {
  const HANDLE orders = GetStdHandle(STD_INPUT_HANDLE);
  char order;
  DWORD got;
  while (ReadFile(orders, &order, 1, &got, nullptr) && got == 1) {
    if (order == 'c') press(CTRL_C_EVENT);
    if (order == 'b') press(CTRL_BREAK_EVENT);
    if (order == 'k') TerminateProcess(started.hProcess, 1);
  }
  if (isBound) TerminateProcess(started.hProcess, 1);
  return 0;
}

static BOOL WINAPI ignoreKeys(DWORD) { return TRUE; }

/** One argument as CommandLineToArgvW reads it. */
static std::wstring quoted(const std::wstring &argument) {
  if (!argument.empty() && argument.find_first_of(L" \t\"") == std::wstring::npos) return argument;
  std::wstring text = L"\"";
  size_t backslashes = 0;
  for (wchar_t letter : argument) {
    if (letter == L'"') text.append(backslashes + 1, L'\\');
    backslashes = letter == L'\\' ? backslashes + 1 : 0;
    text += letter;
  }
  return text.append(backslashes, L'\\') + L'"';
}

int wmain(int count, wchar_t **arguments) {
  bool hasConsole = false;
  int first = 1;
  for (; first < count && wcsncmp(arguments[first], L"--", 2) == 0; first++) {
    if (wcscmp(arguments[first], L"--console") == 0) hasConsole = true;
    if (wcscmp(arguments[first], L"--bound") == 0) isBound = true;
  }
  std::wstring line;
  for (int i = first; i < count; i++) line += (i > first ? L" " : L"") + quoted(arguments[i]);

  const HANDLE own[2] = {GetStdHandle(STD_OUTPUT_HANDLE), GetStdHandle(STD_ERROR_HANDLE)};
  const HANDLE orders = GetStdHandle(STD_INPUT_HANDLE);
  if (hasConsole) {
    FreeConsole();
    if (!AllocConsole()) fprintf(stderr, "run-windows: no console, error %lu\n", GetLastError());
    SetStdHandle(STD_INPUT_HANDLE, orders);
    SetStdHandle(STD_OUTPUT_HANDLE, own[0]);
    SetStdHandle(STD_ERROR_HANDLE, own[1]);
  }

  SECURITY_ATTRIBUTES inherited = {sizeof inherited, nullptr, TRUE};
  HANDLE ends[2][2];
  for (auto &[reading, writing] : ends) {
    if (!CreatePipe(&reading, &writing, &inherited, 65536)) return 101;
    SetHandleInformation(reading, HANDLE_FLAG_INHERIT, 0);
  }
  STARTUPINFOW startup = {sizeof startup};
  startup.dwFlags = STARTF_USESTDHANDLES;
  startup.hStdInput =
      CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0, nullptr);
  startup.hStdOutput = ends[0][1];
  startup.hStdError = ends[1][1];
  if (!CreateProcessW(nullptr, line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr, &startup, &started)) {
    fprintf(stderr, "run-windows: not started, error %lu\n", GetLastError());
    return 102;
  }
  // The keys are for the program alone.
  SetConsoleCtrlHandler(ignoreKeys, TRUE);
  for (auto &[reading, writing] : ends) CloseHandle(writing);
  Copy copies[2] = {{ends[0][0], own[0]}, {ends[1][0], own[1]}};
  HANDLE copying[2];
  for (int i = 0; i < 2; i++) copying[i] = CreateThread(nullptr, 0, copyAll, &copies[i], 0, nullptr);
  CreateThread(nullptr, 0, obey, nullptr, 0, nullptr);
  WaitForSingleObject(started.hProcess, INFINITE);
  DWORD code = 0;
  GetExitCodeProcess(started.hProcess, &code);
  // Processes that it left behind may still hold the pipes.
  WaitForMultipleObjects(2, copying, TRUE, 1000);
  fflush(nullptr);
  TerminateProcess(GetCurrentProcess(), code);
  return 0;
}
