#pragma once

#include "core/data/user_set.h"
#include "ui/session/session_run.h"
#include "ui/session/slice.h"

#include <QObject>

#include <optional>

namespace tastescope::ui {

class OpenData;

/// What is selected in the open data, and by which rule figures and lists are made: every view reads and writes it.
/// User, item and slice are forgotten when other data are opened.
class Selection : public QObject
{
    Q_OBJECT

public:
    explicit Selection(const OpenData& data, QObject* parent = nullptr);

    std::optional<User> user() const { return m_user; }
    void setUser(std::optional<User> user);

    std::optional<Item> item() const { return m_item; }
    void setItem(std::optional<Item> item);

    /// None: all users. People choose one by Slicing, where it can be taken back.
    const std::optional<Slice>& slice() const { return m_slice; }
    void setSlice(std::optional<Slice> slice);

    /// The scope: whose figures all pages, tables, bootstraps and exports show. It is the users of the slice.
    const UserSet& users() const { return m_users; }

    /// Length of the lists and the K of Hit@K where one value stands.
    int k() const { return m_k; }
    void setK(int k);

    /// Best, last or another epoch, obeyed by every table, list and export.
    const ValueRule& valueRule() const { return m_valueRule; }
    void setValueRule(const ValueRule& rule);

signals:
    void userChanged();
    void itemChanged();
    void sliceChanged();
    void kChanged();
    void valueRuleChanged();

private:
    const OpenData& m_data;
    std::optional<User> m_user;
    std::optional<Item> m_item;
    std::optional<Slice> m_slice;
    UserSet m_users;
    int m_k = 5;
    ValueRule m_valueRule;
};

} // namespace tastescope::ui
