#include "ui/parts/user/user_empty.h"

#include "ui/parts/empty_state.h"
#include "ui/session/data_opening.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/workspace.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace tastescope::ui {

UserEmpty::UserEmpty(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_empty(new EmptyState(QStringLiteral("users"), this)),
      m_sample(m_empty->addButton(tr("Explore the sample"),
                                  [this] {
                                      m_workspace.opening().open({{QStringLiteral("preset:demo")}, {}});
                                  })),
      m_search(m_empty->addButton(
          tr("Find neighbours"), [this] { m_workspace.neighbours().search(m_workspace.neighbours().searchOptions()); }))
{
    makeColumn(this)->addWidget(m_empty);
    connect(&workspace.data(), &OpenData::changed, this, &UserEmpty::showState);
    connect(&workspace.opening(), &DataOpening::openingChanged, this, &UserEmpty::showState);
    for (const auto signal : {&NeighbourSession::searchStarted, &NeighbourSession::searchEnded,
                              &NeighbourSession::selectionStarted, &NeighbourSession::selectionChanged})
        connect(&workspace.neighbours(), signal, this, &UserEmpty::showState);
    showState();
}

void UserEmpty::showState()
{
    const auto& dataset = m_workspace.data().dataset();
    // With neighbours, users are being described: the page follows when they are.
    const bool searching = m_workspace.neighbours().isFinding() || m_workspace.neighbours().selection();
    m_sample->setVisible(!dataset && !m_workspace.opening().isOpening());
    m_search->setVisible(dataset && !searching);
    m_search->setProperty(property::primary, true);
    restyle(m_search);
    if (m_workspace.opening().isOpening() && !dataset)
        m_empty->setWords(tr("Opening the data"), tr("Users appear when their neighbours are found."));
    else if (!dataset)
        m_empty->setWords(tr("No data yet"), tr("Open files, drop a folder on the window, or explore the sample."));
    else if (searching)
        m_empty->setWords(tr("Finding neighbours"), tr("%1 users are compared. The list appears when it is done.")
                                                        .arg(count(static_cast<qint64>(dataset->userCount()))));
    else
        m_empty->setWords(tr("No neighbours yet"),
                          tr("Recommendations start from users with similar taste. Find them first."));
    emit changed();
}

QString UserEmpty::title() const
{
    return m_empty->title();
}

} // namespace tastescope::ui
