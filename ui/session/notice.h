#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace tastescope::ui {

enum class NoticeKind { Error, Warning, Success };

struct NoticeAction
{
    QString text;
    std::function<void()> run;
};

/// Something the person must be told: what happened, where, what can be done. Shown as a banner until closed.
struct Notice
{
    NoticeKind kind = NoticeKind::Error;
    QString title; ///< what happened, one line
    QString text;  ///< where, and what to do
    std::vector<NoticeAction> actions = {};
};

} // namespace tastescope::ui
