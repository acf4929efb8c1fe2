import { Card, CardContent, CardFooter, CardHeader } from '@payloom/ui-kit/card';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { useWords } from './words.ts';

function FieldSkeleton() {
  return (
    <div className="flex flex-col gap-2">
      <Skeleton className="h-3.5 w-24" />
      <Skeleton className="h-10 w-full rounded-lg" />
      <Skeleton className="h-3.5 w-48" />
    </div>
  );
}

/** The shape of the profile while it is on its way. */
export function ProfileSkeleton({ words }: { words?: string }) {
  const t = useWords();
  return (
    <Card aria-busy>
      <p role="status" className="sr-only">
        {words ?? t('loading')}
      </p>
      <CardHeader className="grid-cols-[auto_1fr] items-center gap-x-4">
        <Skeleton className="row-span-2 size-14 rounded-full" />
        <Skeleton className="col-start-2 h-5 w-40 self-end" />
        <Skeleton className="col-start-2 h-3.5 w-52 self-start" />
      </CardHeader>
      <CardContent className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
        {['name', 'phone', 'locale', 'zone'].map((field) => (
          <FieldSkeleton key={field} />
        ))}
      </CardContent>
      <CardFooter className="justify-end">
        <Skeleton className="h-9 w-32 rounded-lg" />
      </CardFooter>
    </Card>
  );
}
