#include "ui/window/unattended.h"

#include "ui/session/data_opening.h"
#include "ui/session/messages.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/open_data.h"
#include "ui/session/workspace.h"

#include <QEventLoop>
#include <QTimer>

namespace tastescope::ui {

namespace {

constexpr int openLimitMs = 10 * 60'000; // a large import

} // namespace

Unattended::Unattended(Workspace& workspace, std::string what) : m_workspace(workspace), m_what(std::move(what))
{
    QObject::connect(&workspace.messages(), &Messages::noticed, &m_context, [this](const Notice& notice) {
        const QString text = notice.title + QStringLiteral(": ") + notice.text;
        if (notice.kind == NoticeKind::Error && m_problem.isEmpty())
            m_problem = text;
        if (notice.kind == NoticeKind::Warning)
            m_warning = text;
    });
}

void Unattended::openDataset(const QString& dataset)
{
    m_workspace.opening().open({{dataset}, {}});
    wait("opening the dataset", openLimitMs, [this] {
        if (m_workspace.opening().pending())
            m_workspace.opening().acceptPending();
        return m_workspace.neighbours().selection() != nullptr;
    });
}

std::optional<User> Unattended::interestingUser() const
{
    const Dataset& dataset = *m_workspace.data().dataset();
    for (const User user : idsUpTo<User>(dataset.userCount()))
        if (m_workspace.neighbours().selection()->neighbours->of(user).size() >= 20
            && dataset.heldOut(Part::Validation).row(user).size() >= 3)
            return user;
    return dataset.userCount() > 0 ? std::optional(User{0}) : std::nullopt;
}

void Unattended::settle(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void Unattended::throwIfFailed(const std::string& step) const
{
    if (!m_problem.isEmpty())
        fail(step, m_problem.toStdString());
}

void Unattended::fail(const std::string& step, const std::string& why) const
{
    throw Error(m_what + " ended while " + step + ": " + why);
}

} // namespace tastescope::ui
