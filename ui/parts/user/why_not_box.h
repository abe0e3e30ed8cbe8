#pragma once

#include "core/base/ids.h"

#include <QWidget>

#include <vector>

class QCompleter;
class QLabel;
class QLineEdit;
class QStandardItemModel;

namespace tastescope::ui {

class Workspace;

/// "Why not that one?": any item is found by its title; the answer is its rank, or the first reason that keeps it out
/// of the list.
class WhyNotBox : public QWidget
{
    Q_OBJECT

public:
    explicit WhyNotBox(Workspace& workspace, QWidget* parent = nullptr);

    QLineEdit* field() const { return m_field; }

private:
    void search(const QString& text);
    void offer(const std::vector<Item>& items);
    void choose(const QModelIndex& index);
    void showAnswer();

    Workspace& m_workspace;
    QLineEdit* m_field;
    QStandardItemModel* m_offers;
    QCompleter* m_completer;
    QLabel* m_title;
    QLabel* m_text;
};

} // namespace tastescope::ui
