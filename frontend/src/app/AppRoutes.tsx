import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { NotFound } from './NotFound';
import { Screen } from './Screen';
import { Shell } from './Shell';

const screens = {
  '/': lazy(async () => ({ default: (await import('@/features/home/HomePage')).HomePage })),
  '/review': lazy(async () => ({ default: (await import('@/features/review/ReviewPage')).ReviewPage })),
  '/transactions': lazy(async () => ({
    default: (await import('@/features/transactions/TransactionsPage')).TransactionsPage,
  })),
  '/transactions/deleted': lazy(async () => ({
    default: (await import('@/features/transactions/DeletedPage')).DeletedPage,
  })),
  '/spending': lazy(async () => ({ default: (await import('@/features/spending/SpendingPage')).SpendingPage })),
  '/net-worth': lazy(async () => ({ default: (await import('@/features/net-worth/NetWorthPage')).NetWorthPage })),
  '/insights': lazy(async () => ({ default: (await import('@/features/insights/InsightsPage')).InsightsPage })),
  '/budgets': lazy(async () => ({ default: (await import('@/features/budgets/BudgetsPage')).BudgetsPage })),
  '/goals': lazy(async () => ({ default: (await import('@/features/goals/GoalsPage')).GoalsPage })),
  '/cash-flow': lazy(async () => ({ default: (await import('@/features/cash-flow/CashFlowPage')).CashFlowPage })),
  '/recurring': lazy(async () => ({
    default: (await import('@/features/recurring/RecurringPage')).RecurringPage,
  })),
  '/recurring/months': lazy(async () => ({
    default: (await import('@/features/recurring/MonthsPage')).MonthsPage,
  })),
  '/bills': lazy(async () => ({ default: (await import('@/features/recurring/BillsPage')).BillsPage })),
  '/accounts': lazy(async () => ({ default: (await import('@/features/accounts/AccountsPage')).AccountsPage })),
  '/connect': lazy(async () => ({ default: (await import('@/features/connections/ConnectPage')).ConnectPage })),
  '/connect/guide': lazy(async () => ({ default: (await import('@/features/connections/GuidePage')).GuidePage })),
  '/connect/plaid': lazy(async () => ({ default: (await import('@/features/connections/PlaidPage')).PlaidPage })),
  '/connect/token/:provider': lazy(async () => ({
    default: (await import('@/features/connections/TokenPage')).TokenPage,
  })),
  '/connect/:connectionId/accounts': lazy(async () => ({
    default: (await import('@/features/connections/MatchPage')).MatchPage,
  })),
  '/sync-history': lazy(async () => ({ default: (await import('@/features/sync/SyncPage')).SyncPage })),
  '/import': lazy(async () => ({ default: (await import('@/features/import/ImportPage')).ImportPage })),
  '/categories': lazy(async () => ({
    default: (await import('@/features/categories/CategoriesPage')).CategoriesPage,
  })),
  '/rules': lazy(async () => ({ default: (await import('@/features/rules/RulesPage')).RulesPage })),
  '/merchants': lazy(async () => ({ default: (await import('@/features/merchants/MerchantsPage')).MerchantsPage })),
  '/accuracy': lazy(async () => ({ default: (await import('@/features/accuracy/AccuracyPage')).AccuracyPage })),
  '/history': lazy(async () => ({ default: (await import('@/features/history/HistoryPage')).HistoryPage })),
  '/consistency': lazy(async () => ({
    default: (await import('@/features/consistency/ConsistencyPage')).ConsistencyPage,
  })),
  '/outbound': lazy(async () => ({ default: (await import('@/features/outbound/OutboundPage')).OutboundPage })),
  '/settings': lazy(async () => ({ default: (await import('@/features/settings/SettingsPage')).SettingsPage })),
};

/** Every address of the app; each screen's code is fetched when it is first opened. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Shell />}>
        {Object.entries(screens).map(([path, Page]) => (
          <Route
            key={path}
            path={path}
            element={
              <Screen>
                <Page />
              </Screen>
            }
          />
        ))}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
