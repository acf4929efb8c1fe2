import type { NavigationEntry } from '@payloom/session/remote-entry';
import { session } from '@payloom/session/session';
import type { Role, SessionViewer } from '@payloom/session/viewer';
import { Avatar } from '@payloom/ui-kit/avatar';
import { Button } from '@payloom/ui-kit/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@payloom/ui-kit/dropdown-menu';
import { toast } from '@payloom/ui-kit/toaster';
import { LogOut } from 'lucide-react';
import { Link } from 'react-router';
import { useViewerNameQuery } from './__generated__/viewer-name.ts';

const roleNames: Record<Role, string> = { CUSTOMER: 'Customer', VENDOR: 'Vendor', ADMIN: 'Administrator' };

/** The gate leads on to the sign-in page by itself. */
function signOut(): void {
  session.signOut().catch(() => {
    toast.warning('You are signed out in this browser', {
      description:
        'Payloom could not be reached to end the session there too. That happens when you are back online.',
    });
  });
}

export interface UserMenuProps {
  viewer: SessionViewer;
  /** The pages about their account. */
  entries: readonly NavigationEntry[];
  /** Pages that a phone's navigation has no room for. */
  more: readonly NavigationEntry[];
}

/** Who is signed in, the pages about their account, and the way out; on phones also what the navigation has no room for. */
export function UserMenu({ viewer, entries, more }: UserMenuProps) {
  // Without a name the email does: the menu is no reason for an error on every page.
  const { data } = useViewerNameQuery({ errorPolicy: 'ignore' });
  const email = viewer.email ?? '';
  const name = data?.viewer?.displayName ?? email;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" className="rounded-full">
          <Avatar name={name} />
          <span className="sr-only">Your account: {name}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-72">
        <DropdownMenuLabel>
          <span className="block truncate text-sm font-medium text-foreground">{name}</span>
          {name !== email && <span className="block truncate">{email}</span>}
          <span className="block">{roleNames[viewer.role]}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        {more.map((entry) => (
          <PageItem key={entry.to} entry={entry} className="md:hidden" />
        ))}
        {more.length > 0 && <DropdownMenuSeparator className="md:hidden" />}
        {entries.map((entry) => (
          <PageItem key={entry.to} entry={entry} />
        ))}
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function PageItem({
  entry: { to, label, icon: Icon },
  className,
}: {
  entry: NavigationEntry;
  className?: string;
}) {
  return (
    <DropdownMenuItem asChild className={className}>
      <Link to={to}>
        <Icon aria-hidden />
        {label}
      </Link>
    </DropdownMenuItem>
  );
}
