#include "ui/session/selection.h"

#include "ui/session/open_data.h"

namespace tastescope::ui {

Selection::Selection(const OpenData& data, QObject* parent) : QObject(parent), m_data(data)
{
    connect(&data, &OpenData::aboutToChange, this, [this] {
        setUser(std::nullopt);
        setItem(std::nullopt);
        setSlice(std::nullopt);
    });
}

void Selection::setUser(std::optional<User> user)
{
    if (user == m_user)
        return;
    m_user = user;
    emit userChanged();
}

void Selection::setItem(std::optional<Item> item)
{
    if (item == m_item)
        return;
    m_item = item;
    emit itemChanged();
}

void Selection::setSlice(std::optional<Slice> slice)
{
    if (slice == m_slice)
        return;
    m_slice = std::move(slice);
    m_users = m_slice && m_data.dataset() ? UserSet(m_data.dataset()->hash(), m_slice->users) : UserSet();
    emit sliceChanged();
}

void Selection::setK(int k)
{
    if (k == m_k)
        return;
    m_k = k;
    emit kChanged();
}

void Selection::setValueRule(const ValueRule& rule)
{
    if (rule == m_valueRule)
        return;
    m_valueRule = rule;
    emit valueRuleChanged();
}

} // namespace tastescope::ui
