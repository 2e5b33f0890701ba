import { describe, expect, test } from 'vitest';
import { ownCommand } from '../../../../src/main/settings/own-command.js';

const packaged = { execPath: '/opt/Stillmic/stillmic', isPackaged: true, appPath: '/opt/Stillmic/app.asar' };

describe('what starts the app again', () => {
  test('the AppImage that it runs from', () => {
    const env = { APPIMAGE: '/home/u/Stillmic.AppImage', APPDIR: '/tmp/.mount_x' };
    expect(ownCommand({ ...packaged, env, execPath: '/tmp/.mount_x/stillmic' })).toEqual([env.APPIMAGE]);
  });

  test.each([
    { APPIMAGE: '/home/u/Other.AppImage', APPDIR: '/tmp/.mount_other' },
    { APPIMAGE: '/home/u/Other.AppImage' },
    { APPIMAGE: '/home/u/Other.AppImage', APPDIR: '/opt/Still' },
  ])('not the AppImage of another program, whose variables it inherited: %o', (env) => {
    expect(ownCommand({ ...packaged, env })).toEqual([packaged.execPath]);
  });

  test('Electron with our folder, where it is not packaged', () => {
    const from = { env: {}, execPath: '/usr/bin/electron', isPackaged: false, appPath: '/src/stillmic' };
    expect(ownCommand(from)).toEqual(['/usr/bin/electron', '/src/stillmic']);
  });
});
