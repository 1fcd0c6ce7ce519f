/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testTimeout: 120_000,
  // Much of the time is spent waiting for browsers and workers.
  maxWorkers: '100%',
  // The page as it is served: some tests open it.
  globalSetup: '<rootDir>/test/build-page.mjs',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: { noEmit: false, isolatedModules: true } }] },
};
