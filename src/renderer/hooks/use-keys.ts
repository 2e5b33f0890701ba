import { useEffect, useRef } from 'react';

const WRITES = 'input, textarea, select, [contenteditable], [role="textbox"], [role="listbox"]';
const ACTS = `${WRITES}, button, a, [role="button"], [role="option"], [role="slider"], [role="tab"]`;

const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** Space, unless the focused control uses it itself. */
export const useSpace = (onSpace: () => void): void => {
  const latest = useRef(onSpace);
  useEffect(() => {
    latest.current = onSpace;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.repeat || event.defaultPrevented) return;
      if (isIn(event.target, ACTS) || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};

/** Ctrl (or Command) with a key. */
export const useCommand = (key: string, onCommand: () => void): void => {
  const latest = useRef(onCommand);
  useEffect(() => {
    latest.current = onCommand;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== key) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [key]);
};

type HoldListener = (held: boolean) => void;

/** Handlers of B; the newest one gets the key (a dialog over the home page). */
const holders: { current: HoldListener }[] = [];

const isHoldKey = (event: KeyboardEvent) =>
  event.key.toLowerCase() === 'b' && !event.ctrlKey && !event.metaKey && !event.altKey;

/** Calls back when B goes down and up; it also goes up when the window loses the keyboard. */
export const useHoldToCompare = (onHold: HoldListener): void => {
  const latest = useRef(onHold);
  useEffect(() => {
    latest.current = onHold;
  });
  useEffect(() => {
    holders.push(latest);
    let held = false;
    const set = (now: boolean) => {
      if (held === now) return;
      held = now;
      latest.current(now);
    };
    const down = (event: KeyboardEvent) => {
      if (!isHoldKey(event) || isIn(event.target, WRITES) || holders.at(-1) !== latest) return;
      set(true);
    };
    const up = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'b') set(false);
    };
    const blur = () => set(false);
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', blur);
    return () => {
      set(false);
      holders.splice(holders.indexOf(latest), 1);
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', blur);
    };
  }, []);
};
