#pragma once

#include "ui/session/next_item_answer.h"
#include "ui/tables/row_table.h"
#include "ui/theme/line_style.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QSlider;

namespace tastescope::ui {

class AttentionChart;
struct AttentionData;
class ChartPanel;
class PanelTitle;
class TableView;
class Workspace;

/// A user of the list at the left.
struct SequenceUserRow
{
    User user{};
    QString name;
    int events = 0;
    double reciprocal = 0; ///< 1 / rank of the last item, 0 beyond ten
    double repeats = 0;    ///< of the first ten, 0 to 10
};

/// A run's standing with what came next.
struct StandingRow
{
    QString name;
    LineStyle style;
    int rank = 0;
    std::optional<double> chance;
};

/// A line of the list with the words it is shown in.
struct ShownNextItem
{
    NextItemLine line;
    QString title;
};

/// What the run in front says of one user: his last items and where its heads look, the next ten, and what came next.
class OneUserView : public QWidget
{
    Q_OBJECT

public:
    explicit OneUserView(Workspace& workspace, QWidget* parent = nullptr);

    void refresh();
    const std::shared_ptr<const NextItemAnswer>& answer() const { return m_answer; }
    QString verdict() const; ///< "Rank 3 of 3 706, three of ten are repeats."

signals:
    void answered();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeHead();
    QWidget* makeLook();
    QWidget* makeNext();
    QWidget* makeStandings();
    void showUsers();
    void showChosen(int shownAt);
    void ask();
    void countAll();
    void take(NextItemAnswer answer);
    void showAnswer();
    void showBlock();
    void showBlocks();
    AttentionData attentionOf(const NextItemAnswer& answer) const;
    void step(int windows);
    void tell(const QString& problem); ///< why there is nothing; empty: there is

    Workspace& m_workspace;
    QObject m_countAsker;
    std::shared_ptr<const NextItemAnswer> m_answer;
    int m_window = 0; ///< asked for; 0: the last with a known next item
    int m_block = -1; ///< shown; -1: the last
    std::optional<User> m_user;
    bool m_isShowing = false;
    QComboBox* m_preset = nullptr;
    RowTable<SequenceUserRow>* m_users = nullptr;
    TableView* m_usersView = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_count = nullptr;
    QSlider* m_slider = nullptr;
    QLabel* m_problem = nullptr;
    QWidget* m_parts = nullptr;
    AttentionChart* m_attention = nullptr;
    ChartPanel* m_attentionPanel = nullptr;
    QComboBox* m_blocks = nullptr;
    PanelTitle* m_nextTitle = nullptr;
    QCheckBox* m_drop = nullptr;
    RowTable<ShownNextItem>* m_next = nullptr;
    TableView* m_nextView = nullptr;
    QLabel* m_foot = nullptr;
    RowTable<StandingRow>* m_standings = nullptr;
    QLabel* m_words = nullptr;
};

} // namespace tastescope::ui
