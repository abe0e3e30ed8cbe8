#pragma once

#include "core/history/run_store.h"
#include "core/history/sqlite.h"

namespace tastescope {

/// What change(connection) does happens whole or not at all, and is on disk afterwards.
template<typename Change>
auto RunStore::write(const Change& change)
{
    if (isReadOnly())
        throw HistoryNotWritten("The history is only read. " + m_readOnlyReason);
    const std::scoped_lock lock(m_mutex);
    SqliteTransaction transaction(*m_connection);
    if constexpr (std::is_void_v<decltype(change(*m_connection))>) {
        change(*m_connection);
        transaction.commit();
    } else {
        auto result = change(*m_connection);
        transaction.commit();
        return result;
    }
}

/// All that question(connection) reads belongs to one moment.
template<typename Question>
auto RunStore::read(const Question& question) const
{
    const std::scoped_lock lock(m_mutex);
    const SqliteTransaction transaction(*m_connection, SqliteTransaction::Kind::Read);
    return question(*m_connection);
}

} // namespace tastescope
