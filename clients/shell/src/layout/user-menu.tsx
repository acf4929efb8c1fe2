import { say } from '@payloom/i18n/wording';
import type { NavigationEntry } from '@payloom/session/remote-entry';
import type { SessionViewer } from '@payloom/session/viewer';
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
import { LogOut } from 'lucide-react';
import { Link } from 'react-router';
import { useViewerNameQuery } from './__generated__/viewer-name.ts';
import { LanguageItems } from './language-items.tsx';
import { signOut } from './sign-out.ts';
import { useWords } from './words.ts';

export interface UserMenuProps {
  viewer: SessionViewer;
  /** The pages about their account. */
  entries: readonly NavigationEntry[];
  /** Pages that a phone's navigation has no room for. */
  more: readonly NavigationEntry[];
}

/** Who is signed in, the pages about their account, and the way out; on phones also what the navigation has no room for. */
export function UserMenu({ viewer, entries, more }: UserMenuProps) {
  const t = useWords();
  // Without a name the email does: the menu is no reason for an error on every page.
  const { data } = useViewerNameQuery({ errorPolicy: 'ignore' });
  const email = viewer.email ?? '';
  const name = data?.viewer?.displayName ?? email;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" className="rounded-full">
          <Avatar name={name} src={data?.viewer?.avatar?.url} />
          <span className="sr-only">{t('account', { name })}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-72">
        <DropdownMenuLabel>
          <span className="block truncate text-sm font-medium text-foreground">{name}</span>
          {name !== email && <span className="block truncate">{email}</span>}
          <span className="block">{t(`role.${viewer.role}`)}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        {more.map((entry) => (
          <PageItem key={entry.to} entry={entry} className="md:hidden" />
        ))}
        {more.length > 0 && <DropdownMenuSeparator className="md:hidden" />}
        {entries.map((entry) => (
          <PageItem key={entry.to} entry={entry} />
        ))}
        <LanguageItems />
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden />
          {t('signOut')}
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
        {say(label)}
      </Link>
    </DropdownMenuItem>
  );
}
