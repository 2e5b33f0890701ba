import './key-cap.css';

/** The key that does the same as the control it is shown in. */
export const KeyCap = ({ children }: { readonly children: string }) => (
  <span className="key" aria-hidden>
    {children}
  </span>
);
