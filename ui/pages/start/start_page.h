#pragma once

#include "ui/session/dataset_source.h"

#include <QScrollArea>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tastescope::ui {

class StartCard;
class Workspace;

/// The first screen: three ways to begin, a place to drop files on, what was open before.
class StartPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit StartPage(Workspace& workspace, QWidget* parent = nullptr);

    /// Reads again what was open before.
    void refresh();

signals:
    void recentChosen(const tastescope::ui::DatasetSource& source);
    void browseChosen(); ///< the file dialog
    void continueChosen();
    void keysChosen(); ///< the keyboard sheet
    void formatsChosen();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHeading();
    QWidget* makeCards();
    QWidget* makeRecent();
    QWidget* makeLinks();
    QPushButton* makeLink(const QString& text, QWidget* parent);
    void updateCards();
    void leadWith(StartCard* card);

    Workspace& m_workspace;
    QHBoxLayout* m_cards = nullptr;
    StartCard* m_explore = nullptr;
    StartCard* m_open = nullptr;
    StartCard* m_continue = nullptr;
    QWidget* m_recent = nullptr;
    QVBoxLayout* m_rows = nullptr;
};

} // namespace tastescope::ui
