import type { Wording } from '@payloom/i18n/wording';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import type { Role } from './viewer.ts';

/** What a route may say of itself in its `handle`. Without one it is for everybody who is signed in. */
export interface RouteHandle {
  /** The document's title while it is shown, without the product's name. */
  readonly title?: Wording;
  /**
   * 'anonymous': only for somebody who is not signed in, without the client of the graph around it (`*.later.graphql`); 'anyone': for
   * both.
   */
  readonly access?: 'anonymous' | 'anyone';
  /** Only these roles may see it. */
  readonly roles?: readonly Role[];
}

/** A place in the rail or the bottom bar. */
export interface NavigationEntry {
  readonly to: string;
  readonly label: Wording;
  readonly icon: LucideIcon;
  /** Everybody who is signed in, unless given. */
  readonly roles?: readonly Role[];
  /** Smaller stands earlier. */
  readonly order: number;
  /** Whether it is about the viewer's own account: then it stands in their menu too, where a phone's bar is full. */
  readonly account?: boolean;
  /** Pressed one after the other, they lead there from any page: `g p`. */
  readonly keys?: string;
}

/** Something to do from any page: it stands in the command palette, and may have keys of its own. */
export interface Command {
  readonly id: string;
  readonly label: Wording;
  readonly icon: LucideIcon;
  /** The page it is done on. */
  readonly to: string;
  /** Everybody who is signed in, unless given. */
  readonly roles?: readonly Role[];
  /** Pressed one after the other: `n`. */
  readonly keys?: string;
}

/** Something that was found by the text in the command palette. */
export interface Found {
  readonly id: string;
  readonly label: string;
  /** What tells it from others of the same label. */
  readonly detail: string;
  readonly to: string;
}

/** Finds things of one kind for the command palette. */
export interface Search {
  readonly id: string;
  /** The things: "Payments". */
  readonly label: Wording;
  readonly icon: LucideIcon;
  readonly roles?: readonly Role[];
  readonly load: () => Promise<(text: string) => Promise<readonly Found[]>>;
}

/** A part of the page that everybody begins with. */
export interface DashboardCard {
  readonly id: string;
  /** What it shows, said also where it cannot be shown. */
  readonly label: Wording;
  readonly roles?: readonly Role[];
  /** Smaller stands earlier. */
  readonly order: number;
  /** How many of two columns it is wide on a desk. */
  readonly span: 1 | 2;
  readonly load: () => Promise<ComponentType>;
}

/** Something in the header of every page, for whoever is signed in. It has to be small; what it opens it may load later. */
export interface HeaderItem {
  readonly component: ComponentType;
  /** Smaller stands earlier. */
  readonly order: number;
}

/** The one module that a remote exposes: `src/entry.tsx` exports it by default. */
export interface RemoteEntry {
  readonly name: string;
  readonly routes: RouteObject[];
  readonly navigation: NavigationEntry[];
  readonly header?: readonly HeaderItem[];
  readonly commands?: readonly Command[];
  readonly searches?: readonly Search[];
  readonly dashboard?: readonly DashboardCard[];
}

/** Types a remote's entry. */
export function defineRemoteEntry(entry: RemoteEntry): RemoteEntry {
  return entry;
}

/** A route's handle, typed. */
export function routeHandle(handle: RouteHandle): RouteHandle {
  return handle;
}
