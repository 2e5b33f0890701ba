import type { Driver } from './installed-driver.js';

/**
 * VB-CABLE on Windows. Written against constructed device lists, and not run on Windows. WASAPI lists whole
 * names; MME cuts them at 31 characters.
 */
export const VB_CABLE: Driver = {
  productName: 'VB-CABLE',
  link: 'https://vb-audio.com/Cable/',
  hostAPIName: 'Windows WASAPI',
  // “CABLE Input (VB-Audio Virtual Cable)”; not the 16-channel “CABLE In 16ch” or the paid cables A and B.
  isPlayback: (name) => /^CABLE Input\b/.test(name),
  isRecording: (name) => /^CABLE Output\b/.test(name),
};
