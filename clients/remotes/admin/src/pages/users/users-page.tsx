import { PageHeader } from '@payloom/ui-kit/page-header';
import { Select } from '@payloom/ui-kit/select';
import { CreateUserDialog } from '../../features/create-user/create-user-dialog.tsx';
import { UserList } from '../../features/user-list/user-list.tsx';
import { SearchInput } from '../../search-params/search-input.tsx';
import {
  useClearSearchParams,
  useFilterParam,
  useSearchParam,
  useTypedSearchParam,
} from '../../search-params/use-search-param.ts';
import { readUserFilter, roleNames, statusNames } from '../../user/user-filter.ts';
import { useWords as useUserWords } from '../../user/words.ts';
import { useWords } from '../words.ts';

const ANY = 'any';

/** Everybody with an account; what is searched stands in the address. */
export function UsersPage() {
  const t = useWords();
  const words = useUserWords();
  const clear = useClearSearchParams();
  const search = useTypedSearchParam('q');
  const creating = useSearchParam('create');
  const [role, status] = [useFilterParam('role'), useFilterParam('status')];
  const filter = readUserFilter(search.value, role.value, status.value);
  const roleOptions = [
    { value: ANY, label: t('anyRole') },
    ...roleNames.map((name) => ({ value: name.toLowerCase(), label: words(`role.${name}`) })),
  ];
  const statusOptions = [
    { value: ANY, label: t('anyStatus') },
    ...statusNames.map((name) => ({ value: name.toLowerCase(), label: words(`status.${name}`) })),
  ];
  return (
    <>
      <PageHeader
        title={t('users')}
        description={t('usersMeans')}
        actions={
          <CreateUserDialog
            open={creating.value !== ''}
            onOpenChange={(open) => creating.set(open ? 'user' : '')}
          />
        }
      />
      <div role="search" aria-label={t('users')} className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <SearchInput
          className="max-sm:col-span-2 sm:max-w-80"
          label={t('searchUsers')}
          placeholder={t('nameOrEmail')}
          text={search.text}
          onText={search.setText}
        />
        <Select
          aria-label={t('role')}
          className="sm:w-40 sm:text-sm"
          options={roleOptions}
          value={filter.role.toLowerCase() || ANY}
          onValueChange={(value) => role.set(value === ANY ? '' : value)}
        />
        <Select
          aria-label={t('status')}
          className="sm:w-36 sm:text-sm"
          options={statusOptions}
          value={filter.status.toLowerCase() || ANY}
          onValueChange={(value) => status.set(value === ANY ? '' : value)}
        />
      </div>
      <UserList filter={filter} onClear={clear} />
    </>
  );
}
