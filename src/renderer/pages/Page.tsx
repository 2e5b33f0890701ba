import type { ComponentProps } from 'react';
import './page.css';

interface Props extends Omit<ComponentProps<'div'>, 'className' | 'title'> {
  /** Read aloud; the tab shows it to those who see. */
  readonly title: string;
}

/** A page of the window: its parts below each other. */
export const Page = ({ title, children, ...div }: Props) => (
  <div className="page" {...div}>
    <h1 className="visually-hidden">{title}</h1>
    {children}
  </div>
);
