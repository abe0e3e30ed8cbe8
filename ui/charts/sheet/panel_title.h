#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace tastescope::ui {

/// The first row of every panel: title, caption, what the panel adds, and at the right always the same three tools in
/// the same order: table, export, more. Where there is no room for the title table and export give way; the menu of
/// "more" has both.
class PanelTitle : public QWidget
{
    Q_OBJECT

public:
    explicit PanelTitle(const QString& title, QWidget* parent = nullptr);

    QString title() const;
    QString caption() const;
    void setTitle(const QString& title);
    void setCaption(const QString& caption);

    /// What the title says of itself, asked when it is hovered.
    void explainTitle(std::function<QString()> explain);

    void addTool(QWidget* tool); ///< before the three

    QToolButton* tableButton() const { return m_table; } ///< hide those a panel has no use for
    QToolButton* exportButton() const { return m_export; }
    QToolButton* moreButton() const { return m_more; } ///< give it a menu

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void nameTools();
    void fold();
    void foldCaption(bool toolsGiveWay);
    bool hasRoomFor(const QToolButton* button) const; ///< it is not one that the panel has no use for
    int wholeWidth() const;                           ///< at which nothing gives way
    int foldableWidth() const;                        ///< of the tools that may give way

    QHBoxLayout* m_row;
    QLabel* m_title;
    QLabel* m_caption;
    QToolButton* m_table;
    QToolButton* m_export;
    QToolButton* m_more;
    std::vector<QToolButton*> m_folded; ///< gave way
};

} // namespace tastescope::ui
