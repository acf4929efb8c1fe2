import type { LucideIcon } from 'lucide-react';
import type { RouteObject } from 'react-router';
import type { Role } from './viewer.ts';

/** What a route may say of itself in its `handle`. Without one it is for everybody who is signed in. */
export interface RouteHandle {
  /** The document's title while it is shown, without the product's name. */
  readonly title?: string;
  /** 'anonymous': only for somebody who is not signed in; 'anyone': for both. */
  readonly access?: 'anonymous' | 'anyone';
  /** Only these roles may see it. */
  readonly roles?: readonly Role[];
}

/** A place in the rail or the bottom bar. */
export interface NavigationEntry {
  readonly to: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Everybody who is signed in, unless given. */
  readonly roles?: readonly Role[];
  /** Smaller stands earlier. */
  readonly order: number;
  /** Whether it is about the viewer's own account: then it stands in their menu too, where a phone's bar is full. */
  readonly account?: boolean;
}

/** The one module that a remote exposes: `src/entry.tsx` exports it by default. */
export interface RemoteEntry {
  readonly name: string;
  readonly routes: RouteObject[];
  readonly navigation: NavigationEntry[];
}

/** Types a remote's entry. */
export function defineRemoteEntry(entry: RemoteEntry): RemoteEntry {
  return entry;
}

/** A route's handle, typed. */
export function routeHandle(handle: RouteHandle): RouteHandle {
  return handle;
}
