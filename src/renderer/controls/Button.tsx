import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import './button.css';

interface Props extends Omit<ComponentProps<'button'>, 'className'> {
  /** `main`: what most people want here. `plain`: without a frame. */
  readonly kind?: 'main' | 'plain' | undefined;
}

/** A button: the main one of its place, one without a frame, or a usual one. */
export const Button = ({ kind, type = 'button', ...button }: Props) => (
  <button type={type} className={`button${kind ? ` button-${kind}` : ''}`} {...button} />
);

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children' | 'type'> {
  readonly icon: LucideIcon;
  /** Accessible name of its action, for users who don't see the icon. */
  readonly label: string;
}

/** A button that shows nothing but an icon. */
export const IconButton = ({ icon: Icon, label, ...button }: IconButtonProps) => (
  <button type="button" className="button button-plain button-icon" aria-label={label} {...button}>
    <Icon className="icon" aria-hidden />
  </button>
);
