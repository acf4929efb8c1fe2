import { PageHeader } from '@payloom/ui-kit/page-header';
import { UserList } from '../../features/user-list/user-list.tsx';
import { SearchInput } from '../../search-params/search-input.tsx';
import { useClearSearchParams, useTypedSearchParam } from '../../search-params/use-search-param.ts';

/** Everybody with an account; what is searched stands in the address. */
export function UsersPage() {
  const clear = useClearSearchParams();
  const search = useTypedSearchParam('q');
  return (
    <>
      <PageHeader title="Users" description="Everybody with an account, newest first." />
      <div className="mb-4">
        <SearchInput
          className="sm:max-w-80"
          label="Search users"
          placeholder="Name or email"
          text={search.text}
          onText={search.setText}
        />
      </div>
      <UserList search={search.value} onClear={clear} />
    </>
  );
}
