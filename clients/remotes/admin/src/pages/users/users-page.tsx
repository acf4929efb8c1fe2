import { PageHeader } from '@payloom/ui-kit/page-header';
import { Select } from '@payloom/ui-kit/select';
import { UserList } from '../../features/user-list/user-list.tsx';
import { SearchInput } from '../../search-params/search-input.tsx';
import {
  useClearSearchParams,
  useSearchParam,
  useTypedSearchParam,
} from '../../search-params/use-search-param.ts';
import { roles, statuses } from '../../user/user-badges.tsx';
import { readUserFilter } from '../../user/user-filter.ts';

const ANY = 'any';
const optionsOf = (any: string, looks: Record<string, { label: string }>) => [
  { value: ANY, label: any },
  ...Object.entries(looks).map(([name, { label }]) => ({ value: name.toLowerCase(), label })),
];
const roleOptions = optionsOf('Any role', roles);
const statusOptions = optionsOf('Any status', statuses);

/** Everybody with an account; what is searched stands in the address. */
export function UsersPage() {
  const clear = useClearSearchParams();
  const search = useTypedSearchParam('q');
  const [role, status] = [useSearchParam('role'), useSearchParam('status')];
  const filter = readUserFilter(search.value, role.value, status.value);
  return (
    <>
      <PageHeader title="Users" description="Everybody with an account, newest first." />
      <div role="search" aria-label="Users" className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <SearchInput
          className="max-sm:col-span-2 sm:max-w-80"
          label="Search users"
          placeholder="Name or email"
          text={search.text}
          onText={search.setText}
        />
        <Select
          aria-label="Role"
          className="sm:w-40 sm:text-sm"
          options={roleOptions}
          value={filter.role.toLowerCase() || ANY}
          onValueChange={(value) => role.set(value === ANY ? '' : value)}
        />
        <Select
          aria-label="Status"
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
