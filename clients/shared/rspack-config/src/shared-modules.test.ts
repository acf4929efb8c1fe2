/** @jest-environment node */
import { exportedModules } from './shared-packages.ts';
import { sharedModules } from './shared-modules.ts';

describe('what the clients share', () => {
  const shared = sharedModules(false);

  it('is one copy of the shared packages and of what they name as peers', () => {
    for (const request of [
      '@payloom/session/',
      '@payloom/apollo-client/',
      '@payloom/ui-kit/',
      'react',
      'react/',
      'react-dom',
      'react-router',
      '@apollo/client',
      '@apollo/client/react',
    ]) {
      expect(shared).toHaveProperty([request], expect.objectContaining({ singleton: true, eager: false }));
    }
  });

  it('is not every inner module of Apollo Client, nor what keeps no state', () => {
    for (const request of ['@apollo/client/', 'rxjs', 'graphql', 'lucide-react', '@payloom/rspack-config/']) {
      expect(shared).not.toHaveProperty([request]);
    }
  });

  it('has the versions that are installed', () => {
    expect(shared['react']?.version).toMatch(/^19\.\d+\.\d+$/);
    expect(shared['react']?.requiredVersion).toBe(`^${shared['react']?.version}`);
  });
});

it('finds every module that a shared package exports, and none of its tests', () => {
  const modules = exportedModules();
  expect(modules).toEqual(
    expect.arrayContaining(['@payloom/session/session', '@payloom/ui-kit/button', '@payloom/ui-kit/cn']),
  );
  expect(modules.filter((each) => /test|rspack|\.css|\*/.test(each))).toEqual([]);
});
